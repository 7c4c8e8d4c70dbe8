package dev.tidings.chat.erasure;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.membership.UserId;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What is stored of somebody. */
@Path("/api/chat/users/{userId}/export")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Privacy")
public class ExportResource {

  private final Callers callers;
  private final Exports exports;
  private final SecurityIdentity identity;

  ExportResource(Callers callers, Exports exports, SecurityIdentity identity) {
    this.callers = callers;
    this.exports = exports;
    this.identity = identity;
  }

  @GET
  @Operation(
      summary = "Everything that is stored of somebody, as an archive",
      description =
          "One's own, or with the role ADMIN anybody's of the workspace. profile.json, and"
              + " memberships, invitations, reports, messages, versions, reactions and attachments"
              + " as lines of JSON, and"
              + " the contents of the attachments in a directory.")
  @APIResponse(responseCode = "200", description = "A ZIP archive, streamed")
  public Response export(@RestPath String userId) {
    Caller caller = callers.current();
    String whose = UserId.of(userId, "?userId");
    if (!whose.equals(caller.id()) && !identity.hasRole("ADMIN")) {
      throw ProblemException.notFound("user");
    }
    exports.note(caller, whose);
    StreamingOutput archive = out -> exports.write(caller.workspace(), whose, out);
    return Response.ok(archive, "application/zip")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"chat-export.zip\"")
        .build();
  }
}
