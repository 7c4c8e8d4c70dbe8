package dev.tidings.local.stack;

import dev.tidings.local.CannotProceed;
import dev.tidings.local.settings.Part;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The passwords of the services' database roles, made at the first start. */
final class DatabasePasswords {

  private static final int BYTES = 24;

  private final Properties passwords;

  private DatabasePasswords(Properties passwords) {
    this.passwords = passwords;
  }

  static DatabasePasswords in(Path file) throws CannotProceed, IOException {
    Properties passwords = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        passwords.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new CannotProceed(
            "The database passwords in "
                + file
                + " can't be read. Delete the file: new ones are made.");
      }
    }
    boolean complete = true;
    for (Part service : Part.SERVICES) {
      complete &= passwords.putIfAbsent(service.schema(), random()) != null;
    }
    if (!complete) {
      StringWriter text = new StringWriter();
      passwords.store(text, null);
      PrivateFile.write(file, text.toString());
    }
    return new DatabasePasswords(passwords);
  }

  String of(Part service) {
    return passwords.getProperty(service.schema());
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
