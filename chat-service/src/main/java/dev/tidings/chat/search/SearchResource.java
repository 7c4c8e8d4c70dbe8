package dev.tidings.chat.search;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.room.RoomId;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Finds messages in the caller's rooms. */
@Path("/api/chat/search")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Search")
public class SearchResource {

  private final Callers callers;
  private final Search search;
  private final SearchRebuild rebuild;

  SearchResource(Callers callers, Search search, SearchRebuild rebuild) {
    this.callers = callers;
    this.search = search;
    this.rebuild = rebuild;
  }

  @GET
  @Operation(
      summary = "Messages of the caller's rooms that have every word, the newest first",
      description =
          "Words match in English, German and Russian stems and without accents; Chinese, Japanese"
              + " and Korean inside longer runs. Quotes, 'or' and a minus work as in web search."
              + " Without these, the last word, and each with an asterisk behind it, also matches"
              + " longer words that begin with it, from three letters on.")
  public Page<SearchHit> search(
      @Parameter(required = true) @RestQuery String q,
      @RestQuery String roomId,
      @Parameter(description = "A sender's id") @RestQuery String from,
      @Parameter(description = "RFC 3339; sent then or later") @RestQuery String after,
      @Parameter(description = "RFC 3339; sent earlier") @RestQuery String before,
      @RestQuery String cursor,
      @RestQuery Integer limit) {
    return search.page(
        callers.current(),
        new SearchQuery(
            q,
            roomId == null ? null : RoomId.parse(roomId),
            from,
            time("?after", after),
            time("?before", before)),
        cursor,
        PageLimit.of(limit));
  }

  @POST
  @Path("rebuild")
  @RolesAllowed("ADMIN")
  @Operation(
      summary = "Indexes every message of the workspace anew, in the background",
      description = "Search goes on meanwhile. May be repeated; a second one waits for nothing.")
  public Response rebuild() {
    rebuild.start(callers.current().workspace());
    return Response.accepted().build();
  }

  private static Instant time(String pointer, String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid(pointer, "must be an RFC 3339 time in UTC");
    }
  }
}
