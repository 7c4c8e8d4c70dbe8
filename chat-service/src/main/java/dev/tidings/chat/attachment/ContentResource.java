package dev.tidings.chat.attachment;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.attachment.ContentAnswers.Audience;
import dev.tidings.chat.attachment.ContentAnswers.Wanted;
import dev.tidings.chat.attachment.ResumableUploads.Progress;
import dev.tidings.chat.attachment.Uploads.Uploaded;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Callers;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Contents of attachments, up and down. Those of rooms that the caller is no member of answer 404.
 *
 * @see <a href="https://tus.io/protocols/resumable-upload">tus 1.0: core protocol</a>
 */
@Path("/api/chat/attachments/{id}/content")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Attachments")
public class ContentResource {

  private static final String TUS = "Tus-Resumable";
  private static final String TUS_VERSION = "1.0.0";
  private static final String PART = "application/offset+octet-stream";

  private final Callers callers;
  private final Uploads uploads;
  private final ResumableUploads resumable;
  private final Downloads downloads;
  private final ContentAnswers answers;
  private final AttachmentConfig config;

  ContentResource(
      Callers callers,
      Uploads uploads,
      ResumableUploads resumable,
      Downloads downloads,
      ContentAnswers answers,
      AttachmentConfig config) {
    this.callers = callers;
    this.uploads = uploads;
    this.resumable = resumable;
    this.downloads = downloads;
    this.answers = answers;
    this.config = config;
  }

  @PUT
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Uploads the content",
      description =
          "All of it; if it fails, all of it again. It has exactly the reserved size, and the"
              + " reserved checksum if there is one. What type it is, is told by its content."
              + " Pictures are stored without what they tell besides the picture.")
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

  @PATCH
  @Consumes(PART)
  @Operation(
      summary = "Uploads a part of the content, by tus 1.0",
      description =
          "From where the upload has come to, as HEAD with Tus-Resumable tells. What comes of a part"
              + " before its connection breaks is kept. With the last part the content is checked"
              + " like one that comes as a whole.")
  @APIResponse(responseCode = "204", description = "Taken; Upload-Offset says how far it is now")
  @APIResponse(
      responseCode = "409",
      description = "upload-offset-mismatch: ask where to go on; too-many-parts")
  @APIResponse(responseCode = "412", description = "tus-version-unsupported")
  @APIResponse(responseCode = "413", description = "payload-too-large")
  @APIResponse(responseCode = "422", description = "content-mismatch: begin again")
  public Response append(
      @RestPath String id,
      @Parameter(description = "1.0.0") @RestHeader(TUS) String version,
      @RestHeader("Upload-Offset") Long offset,
      InputStream part) {
    requireTus(version);
    if (offset == null || offset < 0) {
      throw ProblemException.invalid("Upload-Offset", "must be a number that is not negative");
    }
    Progress progress = resumable.append(callers.current(), AttachmentId.parse(id), offset, part);
    return tus(Response.noContent()).header("Upload-Offset", progress.offset()).build();
  }

  @HEAD
  @Operation(
      summary = "How far an upload is, by tus 1.0; or what there is to know of the content",
      description = "The first with the header Tus-Resumable, the second without it.")
  @APIResponse(responseCode = "200", description = "Upload-Offset, Upload-Length; or the headers")
  public Response head(
      @RestPath String id,
      @RestHeader(TUS) String version,
      @RestHeader("Range") String range,
      @RestHeader("If-Range") String ifRange,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    if (version == null) {
      return content(id, new Wanted(range, ifRange, ifNoneMatch, false));
    }
    requireTus(version);
    Progress progress = resumable.progress(callers.current(), AttachmentId.parse(id));
    return tus(Response.ok())
        .header("Upload-Offset", progress.offset())
        .header("Upload-Length", progress.length())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @OPTIONS
  @Operation(summary = "Which tus is spoken")
  @APIResponse(responseCode = "204", description = "Tus-Version, Tus-Max-Size")
  public Response options() {
    return tus(Response.noContent())
        .header("Tus-Version", TUS_VERSION)
        .header("Tus-Max-Size", config.maxSize().asLongValue())
        .build();
  }

  @GET
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
    return content(id, new Wanted(range, ifRange, ifNoneMatch, true));
  }

  private Response content(String id, Wanted wanted) {
    Caller caller = callers.current();
    return answers.content(
        downloads.complete(caller, AttachmentId.parse(id)), wanted, Audience.CALLER);
  }

  private static void requireTus(String version) {
    if (!TUS_VERSION.equals(version)) {
      throw new ProblemException(
          ChatProblem.TUS_VERSION_UNSUPPORTED, "Tus-Resumable has to be " + TUS_VERSION + ".");
    }
  }

  private static ResponseBuilder tus(ResponseBuilder answer) {
    return answer.header(TUS, TUS_VERSION);
  }
}
