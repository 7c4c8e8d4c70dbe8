package dev.tidings.gateway.upstream.ingress;

import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.fanout.Admission;
import dev.tidings.platform.event.CloudEvent;
import jakarta.inject.Singleton;

/**
 * What is let in from {@code events.ingress.v1}: one JSON value, for a namespace that is served.
 */
@Singleton
public final class IngressAdmission implements Admission {

  private final ChannelPolicy policy;

  IngressAdmission(ChannelPolicy policy) {
    this.policy = policy;
  }

  @Override
  public String refusal(String topic, CloudEvent event) {
    if (!topic.equals(IngressTopics.TOPIC)) {
      return null;
    }
    if (!policy.isConfigured(event.channel().namespace())) {
      return "the channel's namespace '" + event.channel().namespace() + "' is not served";
    }
    return JsonValue.isOne(event.data()) ? null : "the value is not one JSON value in UTF-8";
  }

  @Override
  public boolean movesMisplaced(String topic) {
    return topic.equals(IngressTopics.TOPIC);
  }
}
