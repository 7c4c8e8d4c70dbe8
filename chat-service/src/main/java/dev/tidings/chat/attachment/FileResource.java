package dev.tidings.chat.attachment;

import dev.tidings.chat.attachment.ContentAnswers.Audience;
import dev.tidings.chat.attachment.ContentAnswers.Wanted;
import dev.tidings.chat.attachment.Links.Followed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Files by their links: who has one needs nothing else. */
@Path(Links.PATH)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Attachments")
public class FileResource {

  private final Links links;
  private final ContentAnswers answers;
  private final Clock clock;

  FileResource(Links links, ContentAnswers answers, Clock clock) {
    this.links = links;
    this.answers = answers;
    this.clock = clock;
  }

  @GET
  @Path("{link}")
  @Operation(
      summary = "A content or a thumbnail, by a link that was given out a short while ago",
      description = "Needs no token, and pages of any origin may show it. Ranges as elsewhere.")
  @APIResponse(responseCode = "200", description = "The file")
  @APIResponse(responseCode = "206", description = "The range")
  @APIResponse(responseCode = "304", description = "It is what If-None-Match names")
  @APIResponse(responseCode = "404", description = "not-found: no such link, or it is over")
  public Response file(
      @RestPath String link,
      @RestHeader("Range") String range,
      @RestHeader("If-Range") String ifRange,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    Followed followed = links.follow(link);
    var wanted = new Wanted(range, ifRange, ifNoneMatch, true);
    return switch (followed.link().file()) {
      case CONTENT -> answers.content(followed.row(), wanted, audience(followed));
      case THUMBNAIL -> answers.thumbnail(followed.row(), wanted, audience(followed));
    };
  }

  /** Kept for no longer than the link is good. */
  private Audience audience(Followed followed) {
    long seconds = Duration.between(clock.instant(), followed.link().until()).toSeconds();
    return new Audience("private, max-age=" + seconds + ", immutable", null, "cross-origin");
  }
}
