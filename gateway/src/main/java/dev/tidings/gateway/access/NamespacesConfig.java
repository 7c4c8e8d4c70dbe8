package dev.tidings.gateway.access;

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
  }
}
