package dev.tidings.platform.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import io.quarkus.arc.DefaultBean;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The beans that code is given instead of reaching for statics; tests may replace each. */
@Singleton
public final class PlatformBeans implements ObjectMapperCustomizer {

  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  @DefaultBean
  EventIds eventIds() {
    return EventIds.uuidV7();
  }

  /** Request and response bodies follow the same rules as events. */
  @Override
  public void customize(ObjectMapper mapper) {
    Json.configure(mapper);
  }
}
