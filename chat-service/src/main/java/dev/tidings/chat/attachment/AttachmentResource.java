package dev.tidings.chat.attachment;

import dev.tidings.chat.attachment.ByteRange.Asked;
import dev.tidings.chat.attachment.Uploads.Uploaded;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Callers;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriBuilder;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Attachments. Those of rooms that the caller is no member of answer 404. */
@Path("/api/chat/attachments")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Attachments")
public class AttachmentResource {

  /** Nothing in it runs, wherever it is opened. */
  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

  private static final String IMMUTABLE = "private, max-age=31536000, immutable";

  private final Callers callers;
  private final Attachments attachments;
  private final Uploads uploads;
  private final Downloads downloads;

  AttachmentResource(
      Callers callers, Attachments attachments, Uploads uploads, Downloads downloads) {
    this.callers = callers;
    this.attachments = attachments;
    this.uploads = uploads;
    this.downloads = downloads;
  }

  @POST
  @Operation(
      summary = "Reserves the place of a file",
      description =
          "Then PUT its content, and name its id in a message. What no message names within a day"
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

  @PUT
  @Path("{id}/content")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Uploads the content",
      description =
          "All of it; if it fails, all of it again. It has exactly the reserved size, and the"
              + " reserved checksum if there is one. What type it is, is told by its content.")
  @APIResponse(
      responseCode = "200",
      description = "The attachment, complete; if it was before, with Idempotency-Replayed: true",
      content = @Content(schema = @Schema(implementation = AttachmentView.class)))
  @APIResponse(responseCode = "413", description = "payload-too-large")
  @APIResponse(responseCode = "422", description = "content-mismatch")
  public Response upload(@RestPath String id, InputStream content) {
    Uploaded uploaded = uploads.upload(callers.current(), AttachmentId.parse(id), content);
    ResponseBuilder answer = Response.ok(uploaded.attachment(), MediaType.APPLICATION_JSON_TYPE);
    return uploaded.isNew()
        ? answer.build()
        : answer.header("Idempotency-Replayed", "true").build();
  }

  @GET
  @Path("{id}/content")
  @Operation(
      summary = "Downloads the content, or a range of it",
      description =
          "Never changes. Pictures may be shown; everything else is to be saved, whatever it calls"
              + " itself.")
  @APIResponse(responseCode = "200", description = "The content")
  @APIResponse(responseCode = "206", description = "The range")
  @APIResponse(responseCode = "304", description = "It is what If-None-Match names")
  @APIResponse(responseCode = "416", description = "The range is beyond the end")
  public Response download(
      @RestPath String id,
      @RestHeader("Range") String range,
      @RestHeader("If-Range") String ifRange,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    AttachmentRow row = downloads.complete(callers.current(), AttachmentId.parse(id));
    AttachmentView view = row.view();
    String tag = "\"" + view.sha256() + "\"";
    if (ifNoneMatch != null && ifNoneMatch.contains(tag)) {
      return lasting(Response.notModified(), tag).build();
    }
    boolean shown = Sniffed.isShown(view.type(), view.width());
    return switch (ifRange == null || ifRange.equals(tag)
        ? ByteRange.of(range, view.size())
        : new Asked.Everything()) {
      case Asked.Nothing() ->
          Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
              .header("Content-Range", "bytes */" + view.size())
              .build();
      case Asked.Everything() ->
          content(
                  Response.ok(downloads.open(row, new ByteRange(0, view.size()))),
                  view.size(),
                  shown ? view.type() : MediaType.APPLICATION_OCTET_STREAM,
                  FileName.disposition(view.name(), shown),
                  tag)
              .build();
      case Asked.Part(ByteRange part) ->
          content(
                  Response.status(Response.Status.PARTIAL_CONTENT)
                      .entity(downloads.open(row, part)),
                  part.length(),
                  shown ? view.type() : MediaType.APPLICATION_OCTET_STREAM,
                  FileName.disposition(view.name(), shown),
                  tag)
              .header(
                  "Content-Range", "bytes " + part.from() + "-" + part.last() + "/" + view.size())
              .build();
    };
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
    String tag = "\"" + row.view().sha256() + "-t\"";
    if (ifNoneMatch != null && ifNoneMatch.contains(tag)) {
      return lasting(Response.notModified(), tag).build();
    }
    byte[] picture = downloads.thumbnail(row);
    boolean isPng = picture.length > 0 && picture[0] == (byte) 0x89;
    return content(
            Response.ok(picture),
            picture.length,
            isPng ? "image/png" : "image/jpeg",
            FileName.disposition("thumbnail" + (isPng ? ".png" : ".jpg"), true),
            tag)
        .build();
  }

  private static ResponseBuilder content(
      ResponseBuilder answer, long length, String type, String disposition, String tag) {
    return lasting(answer, tag)
        .type(type)
        .header(HttpHeaders.CONTENT_LENGTH, length)
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
        .header("Accept-Ranges", "bytes")
        .header("Content-Security-Policy", POLICY)
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("X-Content-Type-Options", "nosniff");
  }

  private static ResponseBuilder lasting(ResponseBuilder answer, String tag) {
    return answer
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.VARY, "Authorization")
        .header(HttpHeaders.CACHE_CONTROL, IMMUTABLE);
  }
}
