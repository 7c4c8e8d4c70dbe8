package dev.tidings.notification.delivery;

import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.preference.DeliveryChannel;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The channels that the operator has set up. */
@ApplicationScoped
class Senders {

  private final Map<DeliveryChannel, Sender> ready = new EnumMap<>(DeliveryChannel.class);

  Senders(@All List<Sender> all) {
    for (Sender sender : all) {
      if (sender.isReady()) {
        ready.put(sender.channel(), sender);
      }
    }
  }

  /** Those that interrupt. */
  Set<DeliveryChannel> channels() {
    return ready.keySet();
  }

  /** The one of a channel, if it is set up. */
  Optional<Sender> of(DeliveryChannel channel) {
    return Optional.ofNullable(ready.get(channel));
  }

  /** Whether the person can be reached on the channel; everybody has a list in the app. */
  boolean reach(DeliveryChannel channel, RecipientKey person) {
    return !channel.interrupts() || of(channel).map(sender -> sender.reaches(person)).orElse(false);
  }
}
