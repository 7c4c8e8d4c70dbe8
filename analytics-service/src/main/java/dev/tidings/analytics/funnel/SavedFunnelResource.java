package dev.tidings.analytics.funnel;

import dev.tidings.analytics.site.Sites;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Funnels with names, for everybody of the workspace. */
@Path("/api/analytics/funnels")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Funnels")
public class SavedFunnelResource {

  private final SavedFunnels funnels;
  private final FunnelsConfig config;
  private final Sites sites;
  private final Identity identity;

  SavedFunnelResource(SavedFunnels funnels, FunnelsConfig config, Sites sites, Identity identity) {
    this.funnels = funnels;
    this.config = config;
    this.sites = sites;
    this.identity = identity;
  }

  /** The site's funnels. */
  @GET
  @Operation(summary = "The saved funnels of a site")
  @APIResponse(responseCode = "200", description = "The funnels by their names")
  @APIResponse(responseCode = "400", description = "validation-failed")
  @APIResponse(responseCode = "404", description = "unknown-site: none of the caller's workspace")
  public List<SavedFunnelView> list(
      @Parameter(description = "The site's key", example = "default") @QueryParam("site")
          String site) {
    if (site == null || site.isBlank()) {
      throw ProblemException.invalid("?site", "says the site's key");
    }
    return funnels.of(sites.get(site, identity.currentUser().workspace()));
  }

  /** Saves a funnel. */
  @POST
  @Operation(summary = "Save a funnel")
  @APIResponse(
      responseCode = "201",
      description = "The funnel",
      content = @Content(schema = @Schema(implementation = SavedFunnelView.class)))
  @APIResponse(responseCode = "400", description = "malformed-json or validation-failed")
  @APIResponse(responseCode = "403", description = "forbidden: the caller has no editor's role")
  @APIResponse(responseCode = "404", description = "unknown-site")
  @APIResponse(responseCode = "409", description = "funnel-exists or too-many-funnels")
  public Response add(@Valid @NotNull SavedFunnelRequest request) {
    CurrentUser editor = editor();
    return Response.status(Response.Status.CREATED)
        .entity(funnels.add(sites.get(request.site(), editor.workspace()), request))
        .build();
  }

  /** Changes a funnel. */
  @PUT
  @Path("{id}")
  @Operation(summary = "Change a funnel")
  @APIResponse(responseCode = "200", description = "The funnel as it is now")
  @APIResponse(responseCode = "400", description = "malformed-json or validation-failed")
  @APIResponse(responseCode = "403", description = "forbidden: the caller has no editor's role")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(responseCode = "409", description = "funnel-exists")
  public SavedFunnelView change(
      @PathParam("id") UUID id, @Valid @NotNull SavedFunnelRequest request) {
    return funnels.change(editor().workspace(), id, request);
  }

  /** Deletes a funnel. */
  @DELETE
  @Path("{id}")
  @Operation(summary = "Delete a funnel")
  @APIResponse(responseCode = "204", description = "It is no more")
  @APIResponse(responseCode = "403", description = "forbidden: the caller has no editor's role")
  @APIResponse(responseCode = "404", description = "not-found")
  public void delete(@PathParam("id") UUID id) {
    funnels.delete(editor().workspace(), id);
  }

  private CurrentUser editor() {
    return identity.currentUser().withOneOf(config.editorRoles(), "Funnels are saved");
  }
}
