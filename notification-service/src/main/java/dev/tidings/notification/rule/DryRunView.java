package dev.tidings.notification.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.notification.feed.Action;
import dev.tidings.notification.feed.Priority;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What rules would make of an event.
 *
 * @param rules each rule that listens to the topic, with what it would do
 */
@RegisterForReflection
@Schema(name = "RuleDryRunResult")
public record DryRunView(List<RuleRunView> rules) {

  public DryRunView {
    rules = List.copyOf(rules);
  }

  /**
   * What a rule would do.
   *
   * @param rule its name
   * @param matches whether it would do anything
   * @param why why it would not, or why nobody would be notified; null if there is nothing to say
   * @param notifications what would be sent to whom
   * @param leftOut who would be named and not notified
   * @param activity what would be added to the activity feed; null for nothing
   */
  @RegisterForReflection
  @Schema(name = "RuleRun")
  public record RuleRunView(
      @Schema(examples = "lead-assigned") String rule,
      boolean matches,
      String why,
      List<NoticeView> notifications,
      List<LeftOutView> leftOut,
      EntryView activity) {}

  /**
   * What would be sent.
   *
   * @param to the ids of people, or else the channel of many
   * @param type the notification's type
   * @param priority how much it would matter
   * @param title one line
   * @param body some text; may be empty
   * @param image the address of a picture; null for none
   * @param link where it would lead; null for nowhere
   * @param actions its buttons
   * @param data what clients would get
   * @param key what it would be idempotent by
   * @param collapseKey what it would collapse by; null for nothing
   * @param expiresAt when it would be worth nothing more; null for never
   * @param mailSubject the subject of its mail; null where none goes out
   * @param mailBody the text of its mail; null where none goes out
   */
  @RegisterForReflection
  @Schema(name = "RuleRunNotification")
  public record NoticeView(
      List<String> to,
      String type,
      Priority priority,
      String title,
      String body,
      String image,
      String link,
      List<Action> actions,
      JsonNode data,
      String key,
      String collapseKey,
      Instant expiresAt,
      String mailSubject,
      String mailBody) {}

  /**
   * Somebody who would not be notified.
   *
   * @param userId who
   * @param why the reason
   */
  @RegisterForReflection
  @Schema(name = "RuleRunLeftOut")
  public record LeftOutView(String userId, String why) {}

  /**
   * What would be added to the activity feed.
   *
   * @param audience the channels of those who could see it
   * @param type its type
   * @param actorId who did it; null for nobody
   * @param title one line
   * @param body some text; may be empty
   * @param link where it would lead; null for nowhere
   */
  @RegisterForReflection
  @Schema(name = "RuleRunActivity")
  public record EntryView(
      List<String> audience, String type, String actorId, String title, String body, String link) {}
}
