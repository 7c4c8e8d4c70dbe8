package dev.tidings.platform.testkit.architecture.broken.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Works on the JVM and not in a native image. */
final class PriceList {

  static final Random DICE = new Random();

  private final Cache<String, Price> prices =
      Caffeine.newBuilder().maximumSize(10).expireAfterAccess(Duration.ofMinutes(1)).build();

  record Price(String item, long cents) {}

  List<Price> read(String json) throws JsonProcessingException {
    return List.of(new ObjectMapper().readValue(json, Price[].class));
  }

  Object currency(String name) throws ReflectiveOperationException {
    return Class.forName(name).getDeclaredConstructor().newInstance();
  }
}
