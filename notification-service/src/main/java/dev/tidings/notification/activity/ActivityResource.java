package dev.tidings.notification.activity;

import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What happened in the caller's workspace, as far as the caller may know. */
@Path("/api/activity")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Activity")
public class ActivityResource {

  private final ActivityQueries queries;
  private final ActivityPosts posts;
  private final Identity identity;

  ActivityResource(ActivityQueries queries, ActivityPosts posts, Identity identity) {
    this.queries = queries;
    this.posts = posts;
    this.identity = identity;
  }

  /** What happened, newest first. */
  @GET
  @Operation(summary = "Lists what happened that the caller may know of, newest first")
  public Page<ActivityView> list(
      @QueryParam("type") String type,
      @QueryParam("actorId") String actorId,
      @QueryParam("resourceType") String resourceType,
      @QueryParam("resourceId") String resourceId,
      @QueryParam("since") String since,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") Integer limit) {
    return queries.page(
        identity.currentUser(),
        new ActivityFilter(type, actorId, resourceType, resourceId, instant(since)),
        cursor,
        PageLimit.of(limit));
  }

  /**
   * Adds an activity. Repeated under the same {@code Idempotency-Key}, it answers 200 and what was
   * made the first time; 422 with another body.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"ADMIN", "SERVICE"})
  @Operation(summary = "Adds an activity, for those who may know of it")
  public RestResponse<ActivityView> post(
      PostActivityRequest request, @HeaderParam("Idempotency-Key") String key) {
    ActivityPosts.Result result = posts.post(identity.currentUser().workspace(), request, key);
    return result.replayed()
        ? RestResponse.ResponseBuilder.ok(result.activity())
            .header("Idempotency-Replayed", "true")
            .build()
        : RestResponse.status(RestResponse.Status.CREATED, result.activity());
  }

  private static Instant instant(String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid("?since", "must be a time as in RFC 3339");
    }
  }
}
