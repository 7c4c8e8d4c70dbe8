package dev.tidings.notification.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-N3: an address is one address. */
class EmailAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bob@example.com|true",
        "bob+news@sub.example.com|true",
        "боб@пример.рф|true",
        "bob|false",
        "@example.com|false",
        "a@b.example, eve@example.com|false",
        "Bob <bob@example.com>|false",
        "'bob@example.com\r\nBcc: eve@example.com'|false",
        "bob@eve@example.com|false",
      })
  void shouldBeOneAddress(String text, boolean valid) {
    assertThat(EmailAddress.isValid(text)).isEqualTo(valid);
  }
}
