package dev.tidings.chat.moderation;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.directory.WorkspaceRole;
import dev.tidings.chat.room.RoomId;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The reports of the workspace, for its moderators. */
@Path("/api/chat/reports")
@RolesAllowed({WorkspaceRole.MODERATOR, WorkspaceRole.ADMIN})
@RunOnVirtualThread
@Tag(name = "Moderation")
public class ReportResource {

  private final Callers callers;
  private final Reports reports;

  ReportResource(Callers callers, Reports reports) {
    this.callers = callers;
    this.reports = reports;
  }

  @GET
  @Operation(
      summary = "Reports of messages, the latest first, in pages",
      description = "For users with the role MODERATOR or ADMIN, of every room of the workspace.")
  public Page<ReportView> page(
      @Parameter(description = "open (the default), resolved or dismissed") @RestQuery
          String status,
      @Parameter(description = "Only those of this room") @RestQuery String roomId,
      @RestQuery String cursor,
      @RestQuery Integer limit) {
    return reports.page(
        callers.current(),
        status == null ? ReportStatus.OPEN : status(status),
        roomId == null ? null : RoomId.parse(roomId),
        cursor,
        PageLimit.of(limit));
  }

  @PATCH
  @Path("{id}")
  @Operation(
      summary = "Closes a report",
      description =
          "For users with the role MODERATOR or ADMIN. Closing it again in the same way changes"
              + " nothing.")
  @APIResponse(responseCode = "200", description = "The report as it is now")
  @APIResponse(responseCode = "409", description = "report-closed")
  public ReportView close(@RestPath String id, @NotNull @Valid CloseReportRequest request) {
    return reports.close(
        callers.current(), parse(id), ReportStatus.of(request.status()), request.note());
  }

  private static ReportStatus status(String text) {
    return Arrays.stream(ReportStatus.values())
        .filter(status -> status.value().equals(text))
        .findFirst()
        .orElseThrow(
            () -> ProblemException.invalid("?status", "must be open, resolved or dismissed"));
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw Reports.notFound();
    }
  }
}
