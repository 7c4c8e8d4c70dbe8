package dev.tidings.notification.email;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** What mail looks like; the server is set by {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "tidings.notification.email")
public interface EmailConfig {

  /** Whether there is a server to send by. */
  @WithDefault("false")
  boolean enabled();

  /** Who it is from, such as {@code Acme <no-reply@acme.example>}. */
  @WithDefault("Tidings <no-reply@localhost>")
  String from();

  /** The product's name, as mail shows it. */
  @WithDefault("Tidings")
  String product();

  /** Where the product's own links lead that begin with a slash. */
  @WithDefault("http://localhost:8080")
  URI baseUrl();

  /** Where people change what they get, as an own link or an address. */
  @WithDefault("/settings/notifications")
  String preferencesLink();
}
