package dev.tidings.gateway.access;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.identity.CurrentUser;
import jakarta.inject.Singleton;
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

  ChannelPolicy(NamespacesConfig config) {
    this.namespaces = Map.copyOf(config.all());
    namespaces.forEach((name, namespace) -> deliveries.put(name, deliveryRule(name, namespace)));
  }

  /** Whether the caller may subscribe to the channel. */
  public AccessDecision decide(CurrentUser user, Channel channel) {
    NamespacesConfig.Namespace namespace = namespaces.get(channel.namespace());
    if (namespace == null) {
      return AccessDecision.REFUSED;
    }
    return switch (namespace.access()) {
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

  /** How the namespace's events are handed out. */
  public DeliveryRule delivery(String namespace) {
    return deliveries.getOrDefault(namespace, DeliveryRule.RESUME);
  }

  /** The topics that feed any namespace. */
  public Set<String> allTopics() {
    var topics = new TreeSet<String>();
    namespaces.values().forEach(namespace -> topics.addAll(namespace.topics()));
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

  private static AccessDecision allowedIf(boolean condition) {
    return condition ? AccessDecision.ALLOWED : AccessDecision.REFUSED;
  }
}
