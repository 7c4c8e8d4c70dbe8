package dev.tidings.gateway.support;

import dev.tidings.platform.testkit.token.TestKeys;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A development build that remembers almost nothing of what it has delivered. */
public class SmallMemory implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "tidings.gateway.recovery.window-bytes",
        "20K",
        "tidings.gateway.recovery.quiet-channels",
        "4",
        "tidings.gateway.namespaces.lead.history.max-events",
        "50",
        "tidings.build.development",
        "true",
        "tidings.development.signing-key-location",
        signingKey());
  }

  private static String signingKey() {
    try {
      Path file = Files.createTempFile("signing-key", ".pem");
      file.toFile().deleteOnExit();
      Files.writeString(file, TestKeys.privateKeyPem());
      return file.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
