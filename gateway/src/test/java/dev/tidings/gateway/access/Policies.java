package dev.tidings.gateway.access;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies for tests without a container. */
public final class Policies {

  private Policies() {}

  /** One namespace that everybody may subscribe to, fed by the topics. */
  public static ChannelPolicy of(String namespace, List<String> topics, int maxEvents) {
    return new ChannelPolicy(
        new NamespacesConfig() {
          @Override
          public Map<String, Namespace> all() {
            return Map.of(namespace, namespace(topics, maxEvents));
          }
        });
  }

  private static NamespacesConfig.Namespace namespace(List<String> topics, int maxEvents) {
    return new NamespacesConfig.Namespace() {
      @Override
      public AccessRule access() {
        return AccessRule.parse("workspace");
      }

      @Override
      public AccessRule publish() {
        return AccessRule.parse("nobody");
      }

      @Override
      public List<String> topics() {
        return topics;
      }

      @Override
      public Delivery delivery() {
        return Delivery.RESUME;
      }

      @Override
      public Optional<Duration> conflateInterval() {
        return Optional.empty();
      }

      @Override
      public NamespacesConfig.History history() {
        return new NamespacesConfig.History() {
          @Override
          public Duration maxAge() {
            return Duration.ofHours(1);
          }

          @Override
          public int maxEvents() {
            return maxEvents;
          }

          @Override
          public MemorySize maxBytes() {
            return new MemorySize(BigInteger.valueOf(1 << 20));
          }
        };
      }

      @Override
      public Optional<String> reload() {
        return Optional.empty();
      }
    };
  }
}
