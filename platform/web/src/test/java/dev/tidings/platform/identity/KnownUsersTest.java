package dev.tidings.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.platform.problem.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

/** R-X3: a user is who the token of the present request says. */
class KnownUsersTest {

  private final KnownUsers users = new KnownUsers(new Config());

  @Test
  void shouldReadATokenOnce() {
    var token = new Token("t-1", "alice", "acme");
    CurrentUser first = users.of(token);

    assertThat(users.of(token)).isSameAs(first);
    assertThat(first).isEqualTo(TokenClaims.currentUser(token));
  }

  @Test
  void shouldTakeNobodyForSomebodyElse() {
    assertThat(users.of(new Token("t-1", "alice", "acme")).id()).isEqualTo("alice");
    assertThat(users.of(new Token("t-2", "bob", "acme")).id()).isEqualTo("bob");
    assertThat(users.of(new Token("t-3", "alice", "other")).workspace()).isEqualTo("other");
    assertThat(users.of(new Token("t-1", "alice", "acme")).workspace()).isEqualTo("acme");
  }

  @Test
  void shouldRefuseEachTime() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> users.of(new Token("t-1", "alice", null)))
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void shouldReadWhatHasNoText() {
    assertThat(users.of(new Token(null, "alice", "acme")).id()).isEqualTo("alice");
    assertThat(users.of(new Token(null, "bob", "acme")).id()).isEqualTo("bob");
  }

  private record Config() implements VerifiedTokensConfig {
    @Override
    public int maxCount() {
      return 10;
    }

    @Override
    public Duration maxAge() {
      return Duration.ofMinutes(1);
    }
  }

  private record Token(String text, Map<String, Object> claims) implements JsonWebToken {

    Token(String text, String subject, String workspace) {
      this(text, new HashMap<>());
      claims.put("sub", subject);
      claims.put("workspace", workspace);
      claims.put("raw_token", text);
    }

    @Override
    public String getName() {
      return text;
    }

    @Override
    public Set<String> getClaimNames() {
      return claims.keySet();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
      return (T) claims.get(name);
    }
  }
}
