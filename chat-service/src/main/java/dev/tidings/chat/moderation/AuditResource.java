package dev.tidings.chat.moderation;

import dev.tidings.chat.audit.AuditView;
import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.directory.WorkspaceRole;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What was done in all rooms of the workspace by those who keep order. */
@Path("/api/chat/audit")
@RolesAllowed({WorkspaceRole.MODERATOR, WorkspaceRole.ADMIN})
@RunOnVirtualThread
@Tag(name = "Moderation")
public class AuditResource {

  private final Callers callers;
  private final AuditAccess access;

  AuditResource(Callers callers, AuditAccess access) {
    this.callers = callers;
    this.access = access;
  }

  @GET
  @Operation(
      summary = "The audit log of the workspace, the latest first, in pages",
      description = "For users with the role MODERATOR or ADMIN.")
  public Page<AuditView> page(@RestQuery String cursor, @RestQuery Integer limit) {
    return access.ofWorkspace(callers.current(), cursor, PageLimit.of(limit));
  }
}
