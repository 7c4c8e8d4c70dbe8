package dev.tidings.chat.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.chat.directory.Person;
import dev.tidings.platform.event.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTemplateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello",
        "\"seq\":0,\"createdAt\":null",
        "\\\"seq\":0",
        "createdAt\":null",
        "\"eventSeq\":0"
      })
  void shouldPutNumberAndTimeWhereTheRecordHasThem(String text) {
    var draft =
        new MessageView(
            new UUID(1, 1),
            new UUID(2, 2),
            0,
            text.replace(' ', '_'),
            text,
            HtmlText.render(text),
            null,
            0,
            null,
            null,
            null,
            List.of(),
            List.of("bob"),
            null,
            List.of(),
            null,
            null,
            null,
            null,
            text,
            1,
            0,
            new Person(text, text, text, null));
    Instant at = Instant.parse("2026-01-31T09:05:07.120Z");

    EventTemplate template = EventTemplate.of(json(draft));

    assertThat(
            template.head()
                + 42
                + template.middle()
                + "\"2026-01-31T09:05:07.120Z\""
                + template.late()
                + 77
                + template.tail())
        .isEqualTo(json(draft.numbered(42, at, 77)));
  }

  private static String json(MessageView message) {
    return new String(Json.bytes(message), UTF_8);
  }
}
