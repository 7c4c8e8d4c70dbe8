package dev.tidings.platform.testkit.architecture.broken.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Random;

/** Works on the JVM and not in a native image. */
final class PriceList {

  static final Random DICE = new Random();

  record Price(String item, long cents) {}

  List<Price> read(String json) throws JsonProcessingException {
    return List.of(new ObjectMapper().readValue(json, Price[].class));
  }

  Object currency(String name) throws ReflectiveOperationException {
    return Class.forName(name).getDeclaredConstructor().newInstance();
  }
}
