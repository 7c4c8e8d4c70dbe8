package dev.tidings.gateway.access;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channel namespaces that are served, by name. */
@ConfigMapping(prefix = "tidings.gateway.namespaces")
public interface NamespacesConfig {

  /** Each namespace's rules. */
  @WithParentName
  Map<String, Namespace> all();

  /** One namespace. */
  interface Namespace {

    /**
     * Who may subscribe: {@code self}, {@code role}, {@code member}, {@code workspace}, {@code
     * nobody}, or {@code roles:[A,B]}.
     */
    @WithConverter(AccessRuleConverter.class)
    AccessRule access();

    /**
     * Who may publish to the channel's subscribers with {@code PUBLISH}; a rule as for {@link
     * #access()}.
     */
    @WithConverter(AccessRuleConverter.class)
    @WithDefault("nobody")
    AccessRule publish();

    /** The topics that feed the namespace; the first is its main log. */
    @WithDefault("events.ingress.v1")
    List<String> topics();

    /**
     * What becomes of events for a client that reads slowly: {@code resume} (every event, or
     * disconnect), {@code conflate} (the latest of each subject) or {@code drop} (dropped first).
     */
    @WithDefault("resume")
    Delivery delivery();

    /**
     * With {@code conflate}: a channel's events are handed out at most once in this time, the
     * latest of each subject. None by default.
     */
    Optional<Duration> conflateInterval();

    /** What a client that was away may have replayed. */
    History history();

    /**
     * The REST path of fresh state, for a client whose events can't be replayed; <code>{id}</code>
     * stands for the channel's id.
     */
    Optional<String> reload();
  }

  /** How much a client that was away may have replayed; beyond it, it has to load fresh state. */
  interface History {

    /** The age of the oldest event. */
    @WithDefault("24h")
    Duration maxAge();

    /** How many events. */
    @WithDefault("10000")
    int maxEvents();

    /** Their size, in bytes of data. */
    @WithDefault("8M")
    MemorySize maxBytes();
  }
}
