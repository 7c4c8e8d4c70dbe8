package dev.tidings.presence.place;

import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is at a page or thing. */
@Path("/api/realtime/presence/here")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Presence")
public class PlaceResource {

  private final Places places;
  private final Identity identity;

  PlaceResource(Places places, Identity identity) {
    this.places = places;
    this.identity = identity;
  }

  @GET
  @Operation(
      summary = "Tells who is at a page, or at a thing that is worked on",
      description =
          "Either page, or resourceType and resourceId. Subscribe to the channel first named in the"
              + " answer to hear of changes, and ask again before watchedUntil to go on.")
  public HereView here(
      @QueryParam("page") @Size(min = 1, max = 2048) String page,
      @QueryParam("resourceType")
          @Pattern(regexp = "[a-z][a-z0-9_-]{0,63}", message = "must be a lower-case word")
          String resourceType,
      @QueryParam("resourceId") @Size(min = 1, max = 200) String resourceId) {
    CurrentUser user = identity.currentUser();
    return places.watch(place(user.workspace(), page, resourceType, resourceId), user.id());
  }

  private static Place place(
      String workspace, String page, String resourceType, String resourceId) {
    if (page != null && resourceType == null && resourceId == null) {
      return Place.page(workspace, page);
    }
    if (page == null && resourceType != null && resourceId != null) {
      return new Place(workspace, resourceType, resourceId);
    }
    throw ProblemException.invalid("?page", "either page, or resourceType and resourceId");
  }
}
