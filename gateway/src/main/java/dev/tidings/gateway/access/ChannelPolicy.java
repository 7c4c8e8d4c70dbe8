package dev.tidings.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.gateway.publication.Publication;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.identity.CurrentUser;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Applies the namespaces' rules. Everything is within the caller's workspace. */
@Singleton
public final class ChannelPolicy {

  private final Map<String, NamespacesConfig.Namespace> namespaces;
  private final Map<String, DeliveryRule> deliveries = new HashMap<>();

  /** The start fails if the configuration breaks a rule. */
  ChannelPolicy(NamespacesConfig config) {
    NamespaceRules.check(config);
    this.namespaces = Map.copyOf(config.all());
    namespaces.forEach((name, namespace) -> deliveries.put(name, deliveryRule(name, namespace)));
  }

  /** Whether the caller may subscribe to the channel. */
  public AccessDecision decide(CurrentUser user, Channel channel) {
    NamespacesConfig.Namespace namespace = namespaces.get(channel.namespace());
    return namespace == null ? AccessDecision.REFUSED : decide(namespace.access(), user, channel);
  }

  /** Whether the caller, as a client, may publish to the channel's subscribers. */
  public AccessDecision decidePublish(CurrentUser user, Channel channel) {
    NamespacesConfig.Namespace namespace = namespaces.get(channel.namespace());
    return namespace == null ? AccessDecision.REFUSED : decide(namespace.publish(), user, channel);
  }

  private static AccessDecision decide(AccessRule rule, CurrentUser user, Channel channel) {
    return switch (rule) {
      case AccessRule.Self() -> allowedIf(channel.id().equals(user.id()));
      case AccessRule.Role() -> allowedIf(user.hasRole(channel.id()));
      case AccessRule.Member() -> AccessDecision.IF_MEMBER;
      case AccessRule.Workspace() -> AccessDecision.ALLOWED;
      case AccessRule.Roles(Set<String> anyOf) -> allowedIf(anyOf.stream().anyMatch(user::hasRole));
      case AccessRule.Nobody() -> AccessDecision.REFUSED;
    };
  }

  /** Whether the namespace is served. */
  public boolean isConfigured(String namespace) {
    return namespaces.containsKey(namespace);
  }

  /** The topics that feed the channel's namespace, its main log first. */
  public List<String> topics(String namespace) {
    return namespaces.containsKey(namespace) ? namespaces.get(namespace).topics() : List.of();
  }

  /** What may be replayed in a namespace that is served. */
  public NamespacesConfig.History history(String namespace) {
    return namespaces.get(namespace).history();
  }

  /** The REST path of the channel's fresh state; null if there is none. */
  public String reload(Channel channel) {
    return namespaces
        .get(channel.namespace())
        .reload()
        .map(path -> path.replace("{id}", URLEncoder.encode(channel.id(), UTF_8)))
        .orElse(null);
  }

  /** How the namespace's events are handed out. */
  public DeliveryRule delivery(String namespace) {
    return deliveries.getOrDefault(namespace, DeliveryRule.RESUME);
  }

  /** The topics that feed any namespace, with that of clients' events if there can be any. */
  public Set<String> allTopics() {
    var topics = new TreeSet<String>();
    namespaces.values().forEach(namespace -> topics.addAll(namespace.topics()));
    if (namespaces.values().stream().anyMatch(ChannelPolicy::takesClientEvents)) {
      topics.add(Publication.CLIENT_EVENTS);
    }
    return topics;
  }

  private static DeliveryRule deliveryRule(String name, NamespacesConfig.Namespace namespace) {
    try {
      return new DeliveryRule(
          namespace.delivery(), namespace.conflateInterval().orElse(Duration.ZERO));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("namespace '" + name + "': " + e.getMessage(), e);
    }
  }

  private static boolean takesClientEvents(NamespacesConfig.Namespace namespace) {
    return !(namespace.publish() instanceof AccessRule.Nobody);
  }

  private static AccessDecision allowedIf(boolean condition) {
    return condition ? AccessDecision.ALLOWED : AccessDecision.REFUSED;
  }
}
