package dev.tidings.gateway.access;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a configuration of namespaces must keep beyond the types of its properties. Unknown
 * properties and values that cannot be read are refused before, when the mapping is made.
 */
final class NamespaceRules {

  private static final Pattern NAMESPACE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** Kafka's rule; the names {@code .} and {@code ..} are no topics either. */
  private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

  private NamespaceRules() {}

  /**
   * Checks all namespaces.
   *
   * @throws ConfigurationException with one line that names every property that breaks a rule
   */
  static void check(NamespacesConfig config) {
    var broken = new ArrayList<String>();
    new TreeMap<>(config.all()).forEach((name, namespace) -> check(name, namespace, broken));
    if (!broken.isEmpty()) {
      throw new ConfigurationException(
          "The configuration of channel namespaces is not valid: " + String.join("; ", broken));
    }
  }

  private static void idNeeded(String name, String property, List<String> broken) {
    if (name.equals("workspace")) {
      broken.add(
          property + ".access: the channel 'workspace' has no id that a user or role could be");
    }
  }

  private static void check(
      String name, NamespacesConfig.Namespace namespace, List<String> broken) {
    String property = "tidings.gateway.namespaces." + name;
    if (!NAMESPACE.matcher(name).matches()) {
      broken.add(
          property + ": a namespace is a lower-case word of at most 32 letters, digits, hyphens");
    }
    switch (namespace.access()) {
      case AccessRule.Member() -> {
        if (!name.equals("room")) {
          broken.add(property + ".access: 'member' is for the namespace 'room' only");
        }
      }
      case AccessRule.Self self -> idNeeded(name, property, broken);
      case AccessRule.Role role -> idNeeded(name, property, broken);
      case AccessRule.Workspace workspace -> {}
      case AccessRule.Roles roles -> {}
      case AccessRule.Nobody nobody -> {}
    }
    if (namespace.topics().isEmpty()) {
      broken.add(property + ".topics: must name a topic");
    }
    for (String topic : namespace.topics()) {
      if (!TOPIC.matcher(topic).matches()) {
        broken.add(property + ".topics: '" + topic + "' is no topic's name");
      }
    }
    if (new HashSet<>(namespace.topics()).size() < namespace.topics().size()) {
      broken.add(property + ".topics: names a topic twice");
    }
  }
}
