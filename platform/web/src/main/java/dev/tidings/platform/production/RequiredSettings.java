package dev.tidings.platform.production;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What has to be set in production. Most of it would have a default that starts and is wrong: a
 * broker on this machine, tokens of any issuer.
 */
final class RequiredSettings {

  private static final String PRODUCTION = "prod";
  private static final String KEY = "mp.jwt.verify.publickey";
  private static final String KEY_LOCATION = KEY + ".location";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Function<String, Optional<String>> settings;
  private final List<String> faults = new ArrayList<>();

  private RequiredSettings(Function<String, Optional<String>> settings) {
    this.settings = name -> settings.apply(name).filter(value -> !value.isBlank());
  }

  /**
   * What is missing or wrong, a sentence each; nothing if the process may start.
   *
   * @param profiles the active profiles
   * @param settings finds the value of a property
   */
  static List<String> faults(List<String> profiles, Function<String, Optional<String>> settings) {
    var required = new RequiredSettings(settings);
    required.check(profiles);
    return required.faults;
  }

  private void check(List<String> profiles) {
    if (!profiles.contains(PRODUCTION)) {
      faults.add(
          "quarkus.profile is %s: a packaged process runs with the profile prod"
              .formatted(String.join(",", profiles)));
    }
    require("mp.jwt.verify.issuer", "the iss of your identity provider's tokens");
    require("mp.jwt.verify.audiences", "the aud that tokens for Tidings have");
    checkKey();
    require("kafka.bootstrap.servers", "host:port of some brokers");
    if (settings.apply("quarkus.datasource.db-kind").isPresent()) {
      require("quarkus.datasource.jdbc.url", "where PostgreSQL is, with currentSchema");
      require("quarkus.datasource.username", "the role that owns the schema");
      require("quarkus.datasource.password", "the role's password");
    }
  }

  private void checkKey() {
    Optional<String> location = settings.apply(KEY_LOCATION);
    if (location.isEmpty()) {
      if (settings.apply(KEY).isEmpty()) {
        faults.add(
            missing(KEY_LOCATION, "where your identity provider's keys are, or the key as " + KEY));
      }
    } else if (isOpenToOthers(location.get())) {
      faults.add(
          KEY_LOCATION
              + " has to be https: whoever changed the keys on their way could sign tokens");
    }
  }

  private static boolean isOpenToOthers(String location) {
    try {
      URI uri = URI.create(location);
      return "http".equals(uri.getScheme()) && !THIS_MACHINE.contains(uri.getHost());
    } catch (IllegalArgumentException e) {
      // A path that is no URI; whether it can be read is seen when it is.
      return false;
    }
  }

  private void require(String name, String meaning) {
    if (settings.apply(name).isEmpty()) {
      faults.add(missing(name, meaning));
    }
  }

  private static String missing(String name, String meaning) {
    String variable = name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    return "%s is missing: %s (environment variable %s)".formatted(name, meaning, variable);
  }
}
