package dev.tidings.analytics.useragent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-A2, R-A3: browser, system, device, and programs. */
class UserAgentsTest {

  private static final UserAgents AGENTS = new UserAgents(Optional::empty);

  @ParameterizedTest
  @CsvFileSource(
      resources = "/useragent/browsers.psv",
      delimiter = '|',
      useHeadersInDisplayName = true)
  void shouldKnowBrowsers(
      String browser, String version, String os, String osVersion, String device, String header) {
    Agent agent = AGENTS.read(header);
    assertThat(agent.bot()).isNull();
    assertThat(agent.browser()).isEqualTo(browser);
    assertThat(agent.browserVersion()).isEqualTo(version);
    assertThat(agent.os()).isEqualTo(os);
    assertThat(agent.osVersion()).isEqualTo(osVersion);
    assertThat(agent.device() == null ? null : agent.device().wire()).isEqualTo(device);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Googlebot/2.1 (+http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0"
            + " Safari/537.36",
        "curl/8.5.0",
        "python-requests/2.32.0",
        "Mozilla/5.0 (compatible; SomethingNewBot/0.1)",
        "my-own-crawler",
      })
  void shouldKnowPrograms(String header) {
    assertThat(AGENTS.read(header).bot()).isNotBlank();
  }

  @Test
  void shouldCallProgramsByTheirNames() {
    assertThat(AGENTS.read("Googlebot/2.1 (+http://www.google.com/bot.html)").bot())
        .isEqualTo("Googlebot");
    assertThat(AGENTS.read("Mozilla/5.0 (compatible; SomethingNewBot/0.1)").bot())
        .isEqualTo("SomethingNewBot");
  }

  /** The list's own examples, but for those that it lists without being able to find them. */
  @Test
  void shouldKnowThePublicList() throws IOException {
    var unknown = new ArrayList<String>();
    int all = 0;
    try (var list = UserAgents.class.getResourceAsStream("/useragent/crawler-user-agents.json")) {
      for (JsonNode bot : Json.mapper().readTree(list)) {
        for (JsonNode instance : bot.path("instances")) {
          all++;
          if (AGENTS.read(instance.textValue()).bot() == null) {
            unknown.add(instance.textValue());
          }
        }
      }
    }
    assertThat(all).isGreaterThan(1000);
    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "?", "Mozilla/5.0", "\uD83D\uDE00"})
  void shouldMakeNothingOfNothing(String header) {
    assertThat(AGENTS.read(header)).isEqualTo(Agent.UNKNOWN);
  }

  @Test
  void shouldReadNoMoreThanABrowserSays() {
    String endless = "Mozilla/5.0 " + "x".repeat(100_000) + " Googlebot/2.1";
    assertThat(AGENTS.read(endless).bot()).isNull();
  }
}
