package dev.tidings.notification.email;

import dev.tidings.notification.feed.Action;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to show as a mail.
 *
 * @param notifications 1 to 50; several, or one with {@code digest}, come as a digest
 * @param digest whether a single one comes as a digest
 * @param zone where the reader's clock hangs; null for UTC
 */
@RegisterForReflection
@Schema(name = "MailPreviewRequest")
public record MailPreviewRequest(
    @Schema(required = true) List<Sample> notifications,
    boolean digest,
    @Schema(examples = "Europe/Berlin") String zone) {

  /**
   * A notification.
   *
   * @param title one line
   * @param body some text; null for none
   * @param image the address of a picture; null for none
   * @param link where it leads; null for nowhere
   * @param actions its buttons; null for none
   */
  @RegisterForReflection
  @Schema(name = "MailPreviewNotification")
  public record Sample(
      @Schema(required = true, examples = "A task is yours") String title,
      @Schema(examples = "Write the minutes") String body,
      String image,
      @Schema(examples = "/tasks/7") String link,
      List<Action> actions) {}
}
