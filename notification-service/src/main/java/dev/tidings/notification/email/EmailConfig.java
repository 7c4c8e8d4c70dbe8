package dev.tidings.notification.email;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where mail is handed over, and what it looks like. */
@ConfigMapping(prefix = "tidings.notification.email")
public interface EmailConfig {

  /** Whether there is a server to send by. */
  @WithDefault("false")
  boolean enabled();

  /** The mail server. */
  @WithDefault("localhost")
  String host();

  /** Its port. */
  @WithDefault("587")
  int port();

  /** Who signs in there; nobody by default. */
  Optional<String> username();

  /** By which password. */
  Optional<String> password();

  /** Whether nothing is sent unless the connection is encrypted by STARTTLS. */
  @WithDefault("true")
  boolean startTls();

  /** Whether the connection is encrypted from its beginning, as on port 465. */
  @WithDefault("false")
  boolean tls();

  /** How long the server may take for each step. */
  @WithDefault("8s")
  Duration timeout();

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
