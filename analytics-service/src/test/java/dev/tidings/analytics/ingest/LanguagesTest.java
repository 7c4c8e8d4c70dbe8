package dev.tidings.analytics.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "de-DE,de;q=0.9,en;q=0.8 | de-DE",
        "en                      | en",
        "EN_us                   | en-US",
        "zh-Hant-TW              | zh-TW",
        "sr-Latn                 | sr",
        "de-DE-x-secret          | de-DE",
        "*                       | null",
        "''                      | null",
        "123456789               | null",
        "null                    | null",
      })
  void shouldReadThePreferredLanguage(String tags, String language) {
    assertThat(Languages.preferred(tags)).isEqualTo(language);
  }
}
