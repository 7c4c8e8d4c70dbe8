package dev.tidings.platform.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;

/**
 * The wire's JSON rules, in one place: camelCase, times by {@link Timestamps}, unknown fields
 * skipped so that a producer may add to what it says.
 */
public final class Json {

  private static final ObjectMapper MAPPER = configure(JsonMapper.builder().build());

  private Json() {}

  /** The shared mapper; safe for use by several threads, not to be reconfigured. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** Applies the rules to a mapper that a framework made, and returns it. */
  public static ObjectMapper configure(ObjectMapper mapper) {
    return mapper
        .registerModule(new JavaTimeModule())
        .registerModule(new SimpleModule("tidings").addSerializer(Instant.class, new Millis()))
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /**
   * The value as UTF-8 JSON.
   *
   * @throws IllegalArgumentException if the type cannot be written, which is an error of ours
   */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON form: " + value.getClass().getName(), e);
    }
  }

  private static final class Millis extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant time, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(Timestamps.format(time));
    }
  }
}
