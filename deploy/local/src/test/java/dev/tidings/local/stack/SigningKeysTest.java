package dev.tidings.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.local.CannotProceed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

  @TempDir Path directory;

  @Test
  void shouldMakeOnePairAndKeepItToItsOwner() throws Exception {
    SigningKeys keys = SigningKeys.in(directory);
    String made = Files.readString(keys.privateKey());

    SigningKeys again = SigningKeys.in(directory);

    assertThat(Files.readString(again.privateKey()))
        .isEqualTo(made)
        .startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(Files.readString(again.publicKey())).startsWith("-----BEGIN PUBLIC KEY-----\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.privateKey())))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldRefuseDamagedMissingAndForeignKeys() throws Exception {
    SigningKeys keys = SigningKeys.in(directory);
    SigningKeys other = SigningKeys.in(directory.resolve("other"));

    Files.copy(other.publicKey(), keys.publicKey(), StandardCopyOption.REPLACE_EXISTING);
    assertRefused();
    Files.writeString(keys.privateKey(), "garbage");
    assertRefused();
    Files.delete(keys.privateKey());
    assertRefused();
  }

  private void assertRefused() {
    assertThatThrownBy(() -> SigningKeys.in(directory))
        .isInstanceOf(CannotProceed.class)
        .hasMessageContaining("Delete that directory");
  }
}
