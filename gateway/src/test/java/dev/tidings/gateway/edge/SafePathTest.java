package dev.tidings.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/chat/../admin",
        "/api/chat/..",
        "/api/chat/%2e%2e/admin",
        "/api/chat/.%2E/admin",
        "/api/chat/./x",
        "/api/chat/a%2fb",
        "/api/chat/a%2Fb",
        "/api/chat/a%5cb",
        "/api/chat/a\\b",
        "/api/chat//x",
        "/api/chat/x;y=1",
        "/api/chat/%252e%252e/x",
        "/api/chat/x%00",
        "api/chat"
      })
  void shouldRefuseWhatServersMayReadDifferently(String path) {
    assertThat(SafePath.is(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/chat",
        "/api/chat/rooms/0199",
        "/api/users/presence/a.b%40example.com",
        "/api/x/...",
        "/api/x/.hidden",
        "/api/x/%C3%BC"
      })
  void shouldAcceptPlainPaths(String path) {
    assertThat(SafePath.is(path)).isTrue();
  }
}
