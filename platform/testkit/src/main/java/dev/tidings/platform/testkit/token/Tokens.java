package dev.tidings.platform.testkit.token;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.time.Duration;
import java.util.Set;

/** Mints tokens as the host's identity provider would, valid or deliberately not. */
public final class Tokens {

  private final JwtClaimsBuilder claims;

  private Tokens(JwtClaimsBuilder claims) {
    this.claims = claims;
  }

  /** A token of a user of a workspace, valid for an hour. */
  public static Tokens of(String user, String workspace) {
    return new Tokens(
        Jwt.claims()
            .issuer(TestKeys.ISSUER)
            .audience(TestKeys.AUDIENCE)
            .subject(user)
            .claim("workspace", workspace)
            .expiresIn(Duration.ofHours(1)));
  }

  /** A minted token of a user of a workspace. */
  public static String token(String user, String workspace) {
    return of(user, workspace).mint();
  }

  public Tokens roles(String... roles) {
    claims.groups(Set.of(roles));
    return this;
  }

  public Tokens name(String given, String family) {
    claims
        .claim("given_name", given)
        .claim("family_name", family)
        .claim("name", given + " " + family);
    return this;
  }

  /** A token that is valid for so long; negative for one that has expired. */
  public Tokens validFor(Duration lifetime) {
    claims.expiresAt(System.currentTimeMillis() / 1000 + lifetime.toSeconds());
    return this;
  }

  public Tokens issuer(String issuer) {
    claims.issuer(issuer);
    return this;
  }

  public Tokens audience(String audience) {
    claims.audience(audience);
    return this;
  }

  public Tokens claim(String name, Object value) {
    claims.claim(name, value);
    return this;
  }

  /** The signed token. */
  public String mint() {
    return claims.sign(TestKeys.privateKey());
  }
}
