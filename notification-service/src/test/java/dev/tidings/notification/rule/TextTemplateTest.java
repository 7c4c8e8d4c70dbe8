package dev.tidings.notification.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-N7: templates say what the event says, and reach nothing else. */
class TextTemplateTest {

  private static final String EVENT =
      """
      {"event": {"id": "e-1", "type": "TASK_DUE"},
       "data": {"name": "A & B", "size": 3, "price": 1200.50, "big": 1e3, "huge": 1e999999999, "none": null, "yes": true,
                "tags": ["x", "y"], "long": "one\\n two   three", "template": "{event.id}",
                "user": {"firstName": "Ada", "lastName": null}, "org": {"name": "Acme"}, "anon": {},
                "path": "a/../b?c#d é", "url": "https://example.com/a?b=c"}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Task {data.name} | Task A & B",
        "{data.size} of {data.price} and {data.big} | 3 of 1200.50 and 1000",
        "{data.huge} | 1E+999999999",
        "{data.none}. | .",
        "{#if data.missing??}a{#else}b{/if}{#if data.name??}c{/if} | bc",
        "{data.missing ?: 'nobody'} {data.none ?: 'nothing'} | nobody nothing",
        "{data.missing.deep.er ?: 'nobody'} | nobody",
        "{data.none.excerpt(5) ?: 'nothing'} | nothing",
        "{data.tags} {data.tags.size} {data.tags.get(1)} | x, y 2 y",
        "{#for tag in data.tags}{tag}{#if tag_hasNext}+{/if}{/for} | x+y",
        "{#each data.tags}<{it}>{/each} | <x><y>",
        "{#if data.size > 2 && data.yes}many{#else}few{/if} | many",
        "{#when event.type}{#is 'TASK_DUE'}due{#else}?{/when} | due",
        "{#let name=data.org.name}{name}{/let} | Acme",
        "{data.long.excerpt(9)} | one two…",
        "{data.user.personName} {data.org.personName} {data.anon.personName ?: 'x'} | Ada Acme x",
        "{data.template} | {event.id}",
        "{data.yes ? 'a' : 'b'} | a",
        "no place at all \\{data} | no place at all {data}"
      })
  void shouldSayWhatTheEventSays(String template, String expected) throws Exception {
    assertThat(TextTemplate.ofText(template).fill(facts())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/p/{data.path}?q={data.name} | /p/a%2F..%2Fb%3Fc%23d%20%C3%A9?q=A%20%26%20B",
        "/p/{data.size} | /p/3",
        "{data.url.raw} | https://example.com/a?b=c",
        "{data.url} | https%3A%2F%2Fexample.com%2Fa%3Fb%3Dc"
      })
  void shouldKeepWhatTheEventSaysInItsPlaceInALink(String template, String expected)
      throws Exception {
    assertThat(TextTemplate.ofLink(template).fill(facts())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{nme}",
        "{data.name",
        "{#if data.yes}",
        "{inject:config}",
        "{cdi:config}",
        "{str:fmt('%s', data.name)}",
        "{#include other /}",
        "{#eval data.template /}",
        "{#insert x /}",
        "{data.name.excerpt(config)}"
      })
  void shouldRefuseWhatIsNoTemplateOrReachesFurther(String template) {
    assertThatThrownBy(() -> TextTemplate.ofText(template))
        .isInstanceOf(BadTemplateException.class)
        .message()
        .isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{data.missing}",
        "{data.user}",
        "{data.name.getClass}",
        "{data.name.class}",
        "{data.name.length}",
        "{data.tags.getClass()}",
        "{event.toString()}",
        "{#for i in data.size}x{/for}"
      })
  void shouldNotFillInWhatIsNotSaid(String source) throws Exception {
    TextTemplate template = TextTemplate.ofText(source);

    assertThatThrownBy(() -> template.fill(facts())).isInstanceOf(BadTemplateException.class);
  }

  @Test
  void shouldNotTakeFieldsForProperties() throws Exception {
    Map<String, Object> facts = new HashMap<>();
    facts.put("data", PlainData.of(Json.mapper().readTree("{\"size\": 7, \"keys\": \"k\"}")));

    assertThat(TextTemplate.ofText("{data.size} {data.keys}").fill(facts)).isEqualTo("7 k");
  }

  private static Map<String, Object> facts() throws Exception {
    JsonNode event = PlainData.read(EVENT.getBytes(UTF_8));
    var facts = new HashMap<String, Object>();
    event.properties().forEach(entry -> facts.put(entry.getKey(), PlainData.of(entry.getValue())));
    return facts;
  }
}
