package dev.tidings.local.settings;

import java.nio.file.Path;

/**
 * The layout of the data directory. What a fresh start deletes is below {@link #data()}; everything
 * else can be made again or is there to be read.
 */
public record Home(Path directory) {

  public Path data() {
    return directory.resolve("data");
  }

  public Path postgres() {
    return data().resolve("postgres");
  }

  public Path kafka() {
    return data().resolve("kafka");
  }

  public Path keys() {
    return data().resolve("keys");
  }

  public Path databasePasswords() {
    return data().resolve("database-passwords.properties");
  }

  /** Unpacked programs. */
  public Path cache() {
    return directory.resolve("cache");
  }

  public Path logs() {
    return directory.resolve("logs");
  }

  public Path log(String processName) {
    return logs().resolve(processName + ".log");
  }

  public Path stateFile() {
    return directory.resolve("state.json");
  }

  public Path lockFile() {
    return directory.resolve("launcher.lock");
  }
}
