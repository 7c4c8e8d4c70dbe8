package dev.tidings.gateway.devtoken;

import dev.tidings.platform.event.Workspaces;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.util.KeyUtils;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.List;
import java.util.Set;

/** Signs tokens for development. */
@Path("/dev/token")
@RunOnVirtualThread
@IfBuildProperty(name = "tidings.build.development", stringValue = "true")
public final class TokenResource {

  private final DevelopmentConfig config;

  TokenResource(DevelopmentConfig config) {
    this.config = config;
  }

  /**
   * Who the token is to be of.
   *
   * @param name given and family name; may be absent
   */
  @RegisterForReflection
  public record TokenRequest(
      @NotNull @Pattern(regexp = "[^\\p{Cntrl}\\p{Space}]{1,200}") String user,
      @NotNull String workspace,
      @Size(max = 50) List<@NotNull @Pattern(regexp = "[A-Za-z0-9_.:-]{1,64}") String> roles,
      @Size(max = 200) String name) {}

  /** A signed token. */
  @RegisterForReflection
  public record TokenResponse(String token) {}

  /** A token of the user, good for {@code tidings.development.token-lifetime}. */
  @POST
  public TokenResponse sign(@NotNull @Valid TokenRequest request) {
    if (!Workspaces.isTenant(request.workspace())) {
      throw ProblemException.invalid("/workspace", "is not a workspace's name");
    }
    JwtClaimsBuilder claims =
        Jwt.issuer(config.issuer())
            .audience(config.audience())
            .subject(request.user())
            .claim("workspace", request.workspace())
            .groups(request.roles() == null ? Set.of() : Set.copyOf(request.roles()))
            .expiresIn(config.tokenLifetime());
    if (request.name() != null && !request.name().isBlank()) {
      names(claims, request.name().strip());
    }
    return new TokenResponse(claims.sign(key()));
  }

  private static void names(JwtClaimsBuilder claims, String name) {
    int space = name.lastIndexOf(' ');
    claims.claim("name", name);
    claims.claim("given_name", space < 0 ? name : name.substring(0, space).strip());
    if (space >= 0) {
      claims.claim("family_name", name.substring(space + 1));
    }
  }

  private PrivateKey key() {
    String location =
        config
            .signingKeyLocation()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "tidings.development.signing-key-location is not set"));
    try {
      return KeyUtils.decodePrivateKey(pem(location));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The signing key cannot be read: " + location, e);
    }
  }

  private static String pem(String location) throws IOException {
    return Files.readString(
        location.startsWith("file:") ? Paths.get(URI.create(location)) : Paths.get(location));
  }
}
