package dev.tidings.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.platform.testkit.MutableClock;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R-X3: tokens are verified. */
class VerifiedTokensTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final MutableClock clock = MutableClock.at(START);
  private final JWTAuthContextInfo rules = new JWTAuthContextInfo();
  private final CountingVerifier verifier = new CountingVerifier();
  private final VerifiedTokens tokens = new VerifiedTokens(verifier, config(2), clock);

  @Test
  void shouldVerifyOnce() throws ParseException {
    JWTCallerPrincipal first = tokens.parse("3600", rules);

    assertThat(tokens.parse("3600", rules)).isSameAs(first);
    assertThat(verifier.calls).isEqualTo(1);
  }

  @Test
  void shouldVerifyAgainAfterAWhile() throws ParseException {
    tokens.parse("3600", rules);
    clock.advance(Duration.ofSeconds(61));
    tokens.parse("3600", rules);

    assertThat(verifier.calls).isEqualTo(2);
  }

  @Test
  void shouldNotTakeAnExpiredTokenForVerified() throws ParseException {
    tokens.parse("30", rules);
    clock.advance(Duration.ofSeconds(30));
    tokens.parse("30", rules);

    assertThat(verifier.calls).as("the verifier decides").isEqualTo(2);
  }

  @Test
  void shouldVerifyByOtherRulesOfItsOwn() throws ParseException {
    tokens.parse("3600", rules);
    tokens.parse("3600", new JWTAuthContextInfo());

    assertThat(verifier.calls).isEqualTo(2);
  }

  @Test
  void shouldNotRememberARefusal() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> tokens.parse("forged", rules)).isInstanceOf(ParseException.class);
    }

    assertThat(verifier.calls).isEqualTo(2);
  }

  @Test
  void shouldRememberNoMoreThanIsAllowed() throws ParseException {
    for (int round = 0; round < 2; round++) {
      for (int token = 1000; token < 1100; token++) {
        tokens.parse(String.valueOf(token), rules);
      }
    }

    assertThat(verifier.calls).isGreaterThanOrEqualTo(196);
  }

  private static VerifiedTokensConfig config(int maxCount) {
    return new VerifiedTokensConfig() {
      @Override
      public int maxCount() {
        return maxCount;
      }

      @Override
      public Duration maxAge() {
        return Duration.ofMinutes(1);
      }
    };
  }

  /** A token says for how many seconds it is valid. */
  private static final class CountingVerifier extends JWTCallerPrincipalFactory {

    private int calls;

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
      calls++;
      if (token.equals("forged")) {
        throw new ParseException("The signature is wrong");
      }
      return new Principal(START.getEpochSecond() + Long.parseLong(token));
    }
  }

  private static final class Principal extends JWTCallerPrincipal {

    private final long expiresAt;

    Principal(long expiresAt) {
      super(null, "alice");
      this.expiresAt = expiresAt;
    }

    @Override
    public long getExpirationTime() {
      return expiresAt;
    }

    @Override
    protected Collection<String> doGetClaimNames() {
      return List.of();
    }

    @Override
    protected Object getClaimValue(String name) {
      return null;
    }
  }
}
