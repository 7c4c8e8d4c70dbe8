package dev.tidings.chat.erasure;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.membership.UserId;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** People who are forgotten. */
@Path("/api/chat/erasures")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Privacy")
public class ErasureResource {

  private static final String ADMIN = "ADMIN";

  private final Callers callers;
  private final Erasures erasures;
  private final ErasureConfig config;
  private final SecurityIdentity identity;

  ErasureResource(
      Callers callers, Erasures erasures, ErasureConfig config, SecurityIdentity identity) {
    this.callers = callers;
    this.erasures = erasures;
    this.config = config;
    this.identity = identity;
  }

  @POST
  @Operation(
      summary = "Has somebody forgotten, in the background",
      description =
          "Oneself, or with the role ADMIN anybody of the workspace. Profile, messages with their"
              + " versions and attachments, reactions and memberships go; rooms hear of it as"
              + " MESSAGE_DELETED, REACTION_REMOVED and MEMBER_LEFT, services as USER_ERASED. Invitations go; in reports"
              + " and in the audit log a pseudonym takes the id's place. The id"
              + " stays where others' data name it. It cannot be undone; take the user's tokens back"
              + " first.")
  @APIResponse(
      responseCode = "202",
      description = "It is noted, and will be done even if the service stops meanwhile",
      content = @Content(schema = @Schema(implementation = ErasureView.class)))
  public Response request(@NotNull @Valid EraseRequest request) {
    Caller caller = callers.current();
    String userId = UserId.of(request.userId(), "/userId");
    if (!identity.hasRole(ADMIN) && !(userId.equals(caller.id()) && config.byUsers())) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, "Only administrators have others forgotten.");
    }
    MessagePolicy messages =
        request.messages() == null ? config.messages() : MessagePolicy.of(request.messages());
    ErasureView erasure = erasures.request(caller, userId, messages);
    return Response.accepted(erasure)
        .location(UriBuilder.fromPath("/api/chat/erasures/{id}").build(erasure.id()))
        .build();
  }

  @GET
  @RolesAllowed(ADMIN)
  @Operation(summary = "Who is or was forgotten, the latest first, in pages")
  public Page<ErasureView> page(@RestQuery String cursor, @RestQuery Integer limit) {
    return erasures.page(callers.current().workspace(), cursor, PageLimit.of(limit));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "How far it has come that somebody is forgotten")
  public ErasureView get(@RestPath String id) {
    Caller caller = callers.current();
    ErasureView erasure = erasures.get(caller.workspace(), parse(id));
    if (!identity.hasRole(ADMIN) && !erasure.userId().equals(caller.id())) {
      throw ProblemException.notFound("erasure");
    }
    return erasure;
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("erasure");
    }
  }
}
