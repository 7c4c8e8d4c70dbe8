package dev.tidings.notification.email;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidings.notification.delivery.Parcel;
import dev.tidings.notification.feed.NotificationView;
import dev.tidings.notification.feed.Priority;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.Problem.FieldError;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Mails before anybody gets them, for those who care how they look. */
@Path("/api/notifications/mail/preview")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("ADMIN")
@RunOnVirtualThread
@Tag(name = "Rules")
public class MailPreviewResource {

  private static final int MOST = 50;
  private static final int LONGEST = 10_000;

  private final LetterWriter writer;
  private final LetterPress press;
  private final Identity identity;
  private final EventIds ids;
  private final Clock clock;

  MailPreviewResource(
      LetterWriter writer, LetterPress press, Identity identity, EventIds ids, Clock clock) {
    this.writer = writer;
    this.press = press;
    this.identity = identity;
    this.ids = ids;
    this.clock = clock;
  }

  /** The mail that such notifications would make; nothing is sent or kept. */
  @POST
  @Operation(summary = "Shows the mail that notifications would make, and sends nothing")
  public MailPreviewView preview(MailPreviewRequest request) {
    check(request);
    CurrentUser caller = identity.currentUser();
    List<NotificationView> notifications =
        request.notifications().stream().map(this::notification).toList();
    Letter letter =
        writer.write(
            new Parcel(
                ids.next(),
                new RecipientKey(caller.workspace(), caller.id()),
                zone(request.zone()),
                notifications,
                request.digest() || notifications.size() > 1,
                null,
                null));
    return new MailPreviewView(letter.subject(), press.text(letter), press.html(letter));
  }

  private NotificationView notification(MailPreviewRequest.Sample sample) {
    return new NotificationView(
        ids.next(),
        "preview",
        Priority.NORMAL,
        sample.title(),
        Objects.requireNonNullElse(sample.body(), ""),
        sample.image(),
        Objects.requireNonNullElse(sample.actions(), List.of()),
        sample.link(),
        JsonNodeFactory.instance.objectNode(),
        clock.instant(),
        null,
        null,
        null,
        null,
        1,
        null,
        null);
  }

  private static void check(MailPreviewRequest request) {
    List<MailPreviewRequest.Sample> samples = request == null ? null : request.notifications();
    if (samples == null || samples.isEmpty() || samples.size() > MOST) {
      throw ProblemException.invalid("/notifications", "must be 1 to " + MOST);
    }
    var faults = new ArrayList<FieldError>();
    for (int i = 0; i < samples.size(); i++) {
      check("/notifications/" + i, samples.get(i), faults);
    }
    if (zone(request.zone()) == null) {
      faults.add(new FieldError("/zone", "must be a time zone, as Europe/Berlin"));
    }
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
  }

  private static void check(
      String pointer, MailPreviewRequest.Sample sample, List<FieldError> faults) {
    if (sample == null || sample.title() == null || sample.title().isBlank()) {
      faults.add(new FieldError(pointer + "/title", "must be given"));
      return;
    }
    if (sample.title().length() > LONGEST) {
      faults.add(new FieldError(pointer + "/title", "must have at most 10,000 characters"));
    }
    if (sample.body() != null && sample.body().length() > LONGEST) {
      faults.add(new FieldError(pointer + "/body", "must have at most 10,000 characters"));
    }
    List<?> actions = Objects.requireNonNullElse(sample.actions(), List.of());
    if (actions.stream().anyMatch(Objects::isNull) || actions.size() > MOST) {
      faults.add(new FieldError(pointer + "/actions", "must be at most 50 buttons"));
    }
  }

  /** Null if there is no such zone. */
  private static ZoneId zone(String name) {
    try {
      return name == null ? ZoneId.of("UTC") : ZoneId.of(name);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
