package dev.tidings.chat.attachment;

import dev.tidings.chat.attachment.ByteRange.Asked;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;

/** Answers with contents, whoever asked and however they were let in. */
@Singleton
class ContentAnswers {

  /** Nothing in it runs, wherever it is opened. */
  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

  private final Downloads downloads;

  ContentAnswers(Downloads downloads) {
    this.downloads = downloads;
  }

  /**
   * What is wanted of a content; headers are null if there are none.
   *
   * @param withBody whether the bytes are wanted, or only what there is to know of them
   */
  record Wanted(String range, String ifRange, String ifNoneMatch, boolean withBody) {}

  /**
   * Who may keep the answer, and which pages may show it.
   *
   * @param vary the header by which else it depends; null if the address says everything
   */
  record Audience(String cacheControl, String vary, String resourcePolicy) {

    /** Who asks with a token. A content never changes. */
    static final Audience CALLER =
        new Audience("private, max-age=31536000, immutable", "Authorization", "same-origin");
  }

  /** What a file is, for the headers of its answer. */
  private record About(long length, String type, String disposition, String tag) {}

  /** The content, or the part of it that is asked for. */
  Response content(AttachmentRow row, Wanted wanted, Audience audience) {
    AttachmentView view = row.view();
    String tag = "\"" + view.sha256() + "\"";
    if (wanted.ifNoneMatch() != null && wanted.ifNoneMatch().contains(tag)) {
      return lasting(Response.notModified(), tag, audience).build();
    }
    return switch (wanted.ifRange() == null || wanted.ifRange().equals(tag)
        ? ByteRange.of(wanted.range(), view.size())
        : new Asked.Everything()) {
      case Asked.Nothing() ->
          Response.status(Status.REQUESTED_RANGE_NOT_SATISFIABLE)
              .header("Content-Range", "bytes */" + view.size())
              .build();
      case Asked.Everything() ->
          part(Status.OK, row, new ByteRange(0, view.size()), wanted, audience).build();
      case Asked.Part(ByteRange part) ->
          part(Status.PARTIAL_CONTENT, row, part, wanted, audience)
              .header(
                  "Content-Range", "bytes " + part.from() + "-" + part.last() + "/" + view.size())
              .build();
    };
  }

  /** The small picture of an image. */
  Response thumbnail(AttachmentRow row, Wanted wanted, Audience audience) {
    String tag = "\"" + row.view().sha256() + "-t\"";
    if (wanted.ifNoneMatch() != null && wanted.ifNoneMatch().contains(tag)) {
      return lasting(Response.notModified(), tag, audience).build();
    }
    byte[] picture = downloads.thumbnail(row);
    boolean isPng = picture.length > 0 && picture[0] == (byte) 0x89;
    ResponseBuilder answer = wanted.withBody() ? Response.ok(picture) : Response.ok();
    return described(
            answer,
            new About(
                picture.length,
                isPng ? "image/png" : "image/jpeg",
                FileName.disposition("thumbnail" + (isPng ? ".png" : ".jpg"), true),
                tag),
            audience)
        .build();
  }

  private ResponseBuilder part(
      Status status, AttachmentRow row, ByteRange part, Wanted wanted, Audience audience) {
    AttachmentView view = row.view();
    boolean isShown = Sniffed.isShown(view.type(), view.width());
    ResponseBuilder answer = Response.status(status);
    return described(
        wanted.withBody() ? answer.entity(downloads.open(row, part)) : answer,
        new About(
            part.length(),
            isShown ? view.type() : MediaType.APPLICATION_OCTET_STREAM,
            FileName.disposition(view.name(), isShown),
            "\"" + view.sha256() + "\""),
        audience);
  }

  private static ResponseBuilder described(ResponseBuilder answer, About about, Audience audience) {
    return lasting(answer, about.tag(), audience)
        .type(about.type())
        .header(HttpHeaders.CONTENT_LENGTH, about.length())
        .header(HttpHeaders.CONTENT_DISPOSITION, about.disposition())
        .header("Accept-Ranges", "bytes")
        .header("Content-Security-Policy", POLICY)
        .header("Cross-Origin-Resource-Policy", audience.resourcePolicy())
        .header("X-Content-Type-Options", "nosniff");
  }

  private static ResponseBuilder lasting(ResponseBuilder answer, String tag, Audience audience) {
    return answer
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.VARY, audience.vary())
        .header(HttpHeaders.CACHE_CONTROL, audience.cacheControl());
  }
}
