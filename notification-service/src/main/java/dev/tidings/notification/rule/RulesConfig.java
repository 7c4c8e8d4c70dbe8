package dev.tidings.notification.rule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the rules are. */
@ConfigMapping(prefix = "tidings.notification.rules")
public interface RulesConfig {

  /** Whether the rules that come with the service apply, as far as no other has their name. */
  @WithDefault("true")
  boolean defaults();

  /**
   * A directory of further rules: its files that end in {@code .yaml} or {@code .yml}. None by
   * default.
   */
  Optional<Path> directory();

  /** How often the directory is looked at for changes. */
  @WithDefault("5s")
  String reloadEvery();

  /**
   * The topics that rules may name, besides {@code chat.room.v1}, which is always read. What is
   * read of Kafka is fixed at the start; each topic needs a dead-letter topic {@code
   * <topic>.notification-service.dlq}.
   */
  @WithDefault("events.ingress.v1,chat.user.v1")
  List<String> topics();
}
