package dev.tidings.notification.delivery;

import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.preference.DeliveryChannel;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is on its way in the caller's workspace, and what could not be delivered. */
@Path("/api/notifications/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"ADMIN", "SERVICE"})
@RunOnVirtualThread
@Tag(name = "Deliveries")
public class DeliveryResource {

  private final DeliveryQueries queries;
  private final DeadLetterOffice office;
  private final Identity identity;

  DeliveryResource(DeliveryQueries queries, DeadLetterOffice office, Identity identity) {
    this.queries = queries;
    this.office = office;
    this.identity = identity;
  }

  /**
   * What is or was on its way to a user, the last made first.
   *
   * @param userId to whom
   * @param channel on one channel; left out for all
   * @param state in one state, such as {@code queued}; left out for all
   */
  @GET
  @Operation(summary = "Lists what is or was on its way to a user, the last made first")
  public Page<DeliveryView> ofUser(
      @QueryParam("userId") String userId,
      @QueryParam("channel") String channel,
      @QueryParam("state") String state,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") Integer limit) {
    if (userId == null) {
      throw ProblemException.invalid("?userId", "must be given");
    }
    return queries.ofPerson(
        new RecipientKey(workspace(), userId),
        channel == null ? null : channel(channel),
        state(state),
        cursor,
        PageLimit.of(limit));
  }

  /** What could not be delivered, the last first. */
  @GET
  @Path("failed")
  @Operation(summary = "Lists what could not be delivered, the last first")
  public Page<DeliveryView> failed(
      @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
    return queries.failed(workspace(), cursor, PageLimit.of(limit));
  }

  /** Tries one again. 404 if it has not failed. */
  @POST
  @Path("{id}/replay")
  @Operation(summary = "Tries a failed delivery again")
  public ReplayView replay(@PathParam("id") String id) {
    try {
      return office.replay(workspace(), UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("failed delivery");
    }
  }

  /** Tries all of a channel again, after what was wrong there is mended. */
  @POST
  @Path("replay")
  @Operation(summary = "Tries everything again that failed on a channel")
  public ReplayView replayAll(@QueryParam("channel") String channel) {
    return office.replayAll(workspace(), channel(channel));
  }

  private static DeliveryChannel channel(String name) {
    try {
      if (name != null) {
        return DeliveryChannel.of(name);
      }
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("?channel", "is not a channel");
    }
    throw ProblemException.invalid("?channel", "must be given");
  }

  private static DeliveryState state(String name) {
    try {
      return name == null ? null : DeliveryState.of(name);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(
          "?state", "must be queued, sending, sent, merged, dropped or failed");
    }
  }

  private String workspace() {
    return identity.currentUser().workspace();
  }
}
