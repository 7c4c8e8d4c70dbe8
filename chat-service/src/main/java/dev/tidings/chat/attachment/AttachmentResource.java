package dev.tidings.chat.attachment;

import dev.tidings.chat.attachment.ContentAnswers.Audience;
import dev.tidings.chat.attachment.ContentAnswers.Wanted;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Callers;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Attachments. Those of rooms that the caller is no member of answer 404. */
@Path("/api/chat/attachments")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Attachments")
public class AttachmentResource {

  private static final int MOST_LINKS = 100;

  private final Callers callers;
  private final Attachments attachments;
  private final Downloads downloads;
  private final ContentAnswers answers;
  private final Links links;

  AttachmentResource(
      Callers callers,
      Attachments attachments,
      Downloads downloads,
      ContentAnswers answers,
      Links links) {
    this.callers = callers;
    this.attachments = attachments;
    this.downloads = downloads;
    this.answers = answers;
    this.links = links;
  }

  @POST
  @Operation(
      summary = "Reserves the place of a file",
      description =
          "Then PUT its content, or send it in parts by tus, and name its id in a message. What no message names within a day"
              + " is forgotten.")
  @APIResponse(
      responseCode = "201",
      description = "The attachment, without content",
      content = @Content(schema = @Schema(implementation = AttachmentView.class)))
  @APIResponse(responseCode = "413", description = "payload-too-large")
  @APIResponse(responseCode = "409", description = "quota-exceeded")
  public Response reserve(@NotNull @Valid ReserveRequest request) {
    AttachmentView reserved = attachments.reserve(callers.current(), request);
    return Response.created(UriBuilder.fromPath("/api/chat/attachments/{id}").build(reserved.id()))
        .entity(reserved)
        .build();
  }

  @GET
  @Path("links")
  @Operation(
      summary = "Addresses of contents and thumbnails that need no token, for a short time",
      description =
          "For what takes an address and sends no headers, such as an img element. A link is good"
              + " for its caller's eyes: it ends early if the caller may no longer see the"
              + " attachment. Attachments that the caller may not see, or that have no content, are"
              + " left out.")
  public LinksView links(
      @Parameter(description = "Ids of attachments, at most 100") @RestQuery List<String> id) {
    if (id.isEmpty() || id.size() > MOST_LINKS) {
      throw ProblemException.invalid("?id", "must be there 1 to " + MOST_LINKS + " times");
    }
    return links.of(callers.current(), id.stream().map(AttachmentId::parse).distinct().toList());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "What is known of an attachment")
  public AttachmentView get(@RestPath String id) {
    return attachments.visible(callers.current(), AttachmentId.parse(id)).view();
  }

  @DELETE
  @Path("{id}")
  @Operation(
      summary = "Forgets an attachment of the caller's that no message has",
      description = "May be repeated. Those of messages go with their message.")
  @APIResponse(responseCode = "204", description = "It is none that a message could name")
  public void forget(@RestPath String id) {
    Caller caller = callers.current();
    attachments.forget(caller.workspace(), caller.id(), AttachmentId.parse(id));
  }

  @GET
  @Path("{id}/thumbnail")
  @Operation(
      summary = "A small picture of an image",
      description = "Made soon after the upload; the attachment's thumbnail says whether it is.")
  @APIResponse(responseCode = "200", description = "The picture")
  @APIResponse(responseCode = "304", description = "It is what If-None-Match names")
  public Response thumbnail(
      @RestPath String id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    AttachmentRow row = downloads.complete(callers.current(), AttachmentId.parse(id));
    return answers.thumbnail(row, new Wanted(null, null, ifNoneMatch, true), Audience.CALLER);
  }
}
