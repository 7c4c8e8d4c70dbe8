package dev.tidings.analytics.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginTest {

  @ParameterizedTest
  @CsvSource({
    "https://www.example.org,       https://www.example.org",
    "https://www.example.org,       https://WWW.example.org:443",
    "www.example.org,               http://www.example.org",
    "www.example.org,               https://www.example.org",
    "www.example.org:8443,          https://www.example.org:8443",
    "https://www.example.org:8443,  https://www.example.org:8443",
    "localhost,                     http://localhost:3000",
    "localhost,                     https://localhost",
    "127.0.0.1,                     http://127.0.0.1:8080",
    "[::1],                         http://[::1]:8080",
    "http://localhost,              http://localhost:5173",
    "localhost:3000,                http://localhost:3000",
  })
  void shouldCover(String entry, String origin) {
    assertThat(AllowedOrigin.parse(entry).covers(origin)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.example.org,       http://www.example.org",
    "https://www.example.org,       https://example.org",
    "https://www.example.org,       https://www.example.org.evil.test",
    "https://www.example.org,       https://www.example.org:8443",
    "www.example.org,               https://www.example.org:8443",
    "www.example.org:8443,          https://www.example.org",
    "localhost,                     http://localhost.evil.test",
    "localhost,                     http://127.0.0.1",
    "http://localhost,              https://localhost",
    "localhost:3000,                http://localhost:3001",
    "localhost,                     null",
    "localhost,                     any://localhost",
    "localhost,                     ftp://localhost",
    "localhost,                     http://user@localhost",
    "localhost,                     http://localhost/path",
    "localhost,                     http://local host",
  })
  void shouldNotCover(String entry, String origin) {
    assertThat(AllowedOrigin.parse(entry).covers(origin)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "https://*.example.org", "ftp://example.org", "https://a/b", "a b"})
  void shouldRefuseWhatIsNoOrigin(String entry) {
    assertThatThrownBy(() -> AllowedOrigin.parse(entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + entry + "' is no origin");
  }

  @Test
  void shouldNotCoverAnEmptyHeader() {
    assertThat(AllowedOrigin.parse("localhost").covers("")).isFalse();
  }
}
