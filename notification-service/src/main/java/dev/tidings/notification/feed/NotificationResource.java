package dev.tidings.notification.feed;

import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The caller's own notifications; nobody else's can be named. */
@Path("/api/notifications")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Notifications")
public class NotificationResource {

  private static final int DELETED_AT_ONCE = 1_000;

  private final FeedService feed;
  private final FeedQueries queries;
  private final Posts posts;
  private final People people;
  private final Identity identity;
  private final Clock clock;

  NotificationResource(
      FeedService feed,
      FeedQueries queries,
      Posts posts,
      People people,
      Identity identity,
      Clock clock) {
    this.feed = feed;
    this.queries = queries;
    this.posts = posts;
    this.people = people;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * The caller's notifications, newest first, with the broadcasts to the workspace and to the
   * caller's roles; what is snoozed, the soonest first.
   *
   * @param unread only what is unread
   * @param type only of the type
   * @param priority only of these priorities: the parameter several times, or commas
   * @param since only what came then or later
   * @param text only what has it in the title or the body, in whichever case
   * @param state {@code archived} or {@code snoozed} for what is not in the list
   */
  @GET
  @Operation(summary = "Lists the caller's notifications, newest first")
  public Page<NotificationView> list(
      @QueryParam("unread") @DefaultValue("false") boolean unread,
      @QueryParam("type") String type,
      @QueryParam("priority") List<String> priority,
      @QueryParam("since") String since,
      @QueryParam("q") String text,
      @QueryParam("state") String state,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") Integer limit) {
    FeedFilter filter = ChangeRules.filter(state, unread, type, priority, since, text);
    return queries.page(caller(), filter, cursor, PageLimit.of(limit));
  }

  /**
   * Notifies one or many of the caller's workspace. Repeated under the same {@code
   * Idempotency-Key}, it answers 200 and what was made the first time; 422 with another body.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"ADMIN", "SERVICE"})
  @Operation(summary = "Notifies people of the workspace, a room, a role or everybody")
  public RestResponse<PostedView> post(
      PostRequest request, @HeaderParam("Idempotency-Key") String key) {
    return posts.answer(identity.currentUser().workspace(), request, key);
  }

  /**
   * Brings several of the caller's notifications into a state: {@code unread}, {@code read}, {@code
   * archived} or {@code snoozed}; may be repeated.
   */
  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Marks notifications read or unread, archives or snoozes them")
  public ChangedView changeSome(ChangeRequest request) {
    ChangeRules.Change change = ChangeRules.some(request, clock.instant());
    return new ChangedView(feed.change(caller(), change.ids(), change.state(), change.until()));
  }

  /**
   * Deletes some of the caller's notifications: those of the ids, or up to 1,000 that were read and
   * are in the list.
   *
   * @param ids which, the parameter several times
   * @param read true, without ids, for those that were read
   * @param type with {@code read}, only of the type
   */
  @DELETE
  @Operation(summary = "Deletes notifications by their ids, or those that were read")
  public DeletedView deleteSome(
      @QueryParam("id") List<String> ids,
      @QueryParam("read") @DefaultValue("false") boolean read,
      @QueryParam("type") String type) {
    if (!read) {
      return new DeletedView(feed.delete(caller(), ChangeRules.ids(ids)), false);
    }
    if (!ids.isEmpty()) {
      throw ProblemException.invalid("?id", "must be left out with ?read=true");
    }
    int deleted = feed.deleteRead(caller(), type, DELETED_AT_ONCE);
    return new DeletedView(deleted, deleted == DELETED_AT_ONCE);
  }

  /** How many of the caller's notifications are unread. */
  @GET
  @Path("unread-count")
  @Operation(summary = "Counts the caller's unread notifications")
  public UnreadCountView unreadCount() {
    return queries.unreadCount(caller());
  }

  /**
   * Brings one of the caller's notifications into a state; may be repeated. A broadcast that is
   * snoozed becomes a notification of the caller's own, with a new id. 404 if it is not the
   * caller's.
   */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Marks a notification read or unread, archives or snoozes it")
  public NotificationView change(@PathParam("id") String id, ChangeRequest request) {
    ChangeRules.Change change = ChangeRules.one(request, id(id), clock.instant());
    return feed.change(caller(), change.ids(), change.state(), change.until()).stream()
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("notification"));
  }

  /** Deletes one of the caller's notifications. 404 if it is not the caller's. */
  @DELETE
  @Path("{id}")
  @Operation(summary = "Deletes a notification")
  public void delete(@PathParam("id") String id) {
    if (feed.delete(caller(), List.of(id(id))) == 0) {
      throw ProblemException.notFound("notification");
    }
  }

  /** Marks a notification read and answers it; may be repeated. 404 if it is not the caller's. */
  @POST
  @Path("{id}/read")
  @Operation(summary = "Marks a notification read")
  public NotificationView read(@PathParam("id") String id) {
    return feed.read(caller(), id(id));
  }

  /** Marks all of the caller's notifications read and answers the unread count; may be repeated. */
  @POST
  @Path("mark-all-read")
  @Operation(summary = "Marks all of the caller's notifications read")
  public UnreadCountView readAll() {
    RecipientKey caller = caller();
    feed.readAll(caller);
    return queries.unreadCount(caller);
  }

  private RecipientKey caller() {
    return people.caller(identity.currentUser());
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("notification");
    }
  }
}
