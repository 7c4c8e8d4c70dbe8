package dev.tidings.notification.feed;

import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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

  private final FeedService feed;
  private final FeedQueries queries;
  private final Posts posts;
  private final Identity identity;

  NotificationResource(FeedService feed, FeedQueries queries, Posts posts, Identity identity) {
    this.feed = feed;
    this.queries = queries;
    this.posts = posts;
    this.identity = identity;
  }

  /** The caller's notifications, newest first. */
  @GET
  @Operation(summary = "Lists the caller's notifications, newest first")
  public Page<NotificationView> list(
      @QueryParam("unread") @DefaultValue("false") boolean unread,
      @QueryParam("type") String type,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") Integer limit) {
    return queries.page(caller(), new FeedFilter(unread, type), cursor, PageLimit.of(limit));
  }

  /**
   * Notifies one or many of the caller's workspace. Repeated under the same {@code
   * Idempotency-Key}, it answers 200 and what was made the first time; 422 with another body.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"ADMIN", "SERVICE"})
  @Operation(summary = "Notifies people of the workspace, at once or later")
  public RestResponse<PostedView> post(
      PostRequest request, @HeaderParam("Idempotency-Key") String key) {
    Posts.Result result = posts.post(identity.currentUser().workspace(), request, key);
    return result.replayed()
        ? RestResponse.ResponseBuilder.ok(result.view())
            .header("Idempotency-Replayed", "true")
            .build()
        : RestResponse.status(RestResponse.Status.CREATED, result.view());
  }

  /** How many of the caller's notifications are unread. */
  @GET
  @Path("unread-count")
  @Operation(summary = "Counts the caller's unread notifications")
  public UnreadCountView unreadCount() {
    return queries.unreadCount(caller());
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
    feed.readAll(caller());
    return queries.unreadCount(caller());
  }

  private RecipientKey caller() {
    CurrentUser caller = identity.currentUser();
    return new RecipientKey(caller.workspace(), caller.id());
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("notification");
    }
  }
}
