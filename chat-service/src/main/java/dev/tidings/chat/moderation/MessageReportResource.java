package dev.tidings.chat.moderation;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.message.MessageId;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Reporting a message. */
@Path("/api/chat/messages/{id}/reports")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Moderation")
public class MessageReportResource {

  private final Callers callers;
  private final Reports reports;

  MessageReportResource(Callers callers, Reports reports) {
    this.callers = callers;
    this.reports = reports;
  }

  @POST
  @Operation(
      summary = "Reports a message to the workspace's moderators",
      description =
          "With what it said in the version that was seen. Reporting it again answers 200 with the"
              + " first report.")
  @APIResponse(
      responseCode = "201",
      description = "The report",
      content = @Content(schema = @Schema(implementation = ReportView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The caller's report that was there",
      content = @Content(schema = @Schema(implementation = ReportView.class)))
  @APIResponse(responseCode = "409", description = "message-deleted")
  public Response report(@RestPath String id, @NotNull @Valid ReportRequest request) {
    Reports.Reported reported = reports.report(callers.current(), MessageId.parse(id), request);
    return Response.status(reported.isNew() ? Response.Status.CREATED : Response.Status.OK)
        .entity(reported.report())
        .build();
  }
}
