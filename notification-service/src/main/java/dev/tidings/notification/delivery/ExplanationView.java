package dev.tidings.notification.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.notification.preference.DeliveryChannel;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a notification did or did not reach its owner.
 *
 * @param id the notification
 * @param channels what happened on each channel
 */
@RegisterForReflection
@Schema(name = "Explanation")
public record ExplanationView(String id, List<ChannelView> channels) {

  /**
   * What happened on a channel.
   *
   * @param channel which
   * @param summary how it stands, in words
   * @param decisions what was decided, in order
   * @param deliveries what is or was on its way
   */
  @RegisterForReflection
  @Schema(name = "ChannelExplanation")
  public record ChannelView(
      DeliveryChannel channel,
      String summary,
      List<DecisionView> decisions,
      List<DeliveryView> deliveries) {}

  /**
   * A decision.
   *
   * @param at when it was made
   * @param verdict its name
   * @param until when it is made anew; null for never
   * @param why the same in words
   * @param circumstances all that it hung on
   */
  @RegisterForReflection
  @Schema(name = "DecisionExplanation")
  public record DecisionView(
      Instant at, String verdict, Instant until, String why, JsonNode circumstances) {}
}
