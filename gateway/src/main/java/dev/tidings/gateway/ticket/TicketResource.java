package dev.tidings.gateway.ticket;

import dev.tidings.gateway.ticket.TicketOffice.IssuedTicket;
import dev.tidings.platform.identity.Identity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Issues single-use tickets for {@code /ws} and {@code /api/realtime/stream}. */
@Path("/api/realtime/ticket")
@Authenticated
@RunOnVirtualThread
public final class TicketResource {

  private final TicketOffice office;
  private final Identity identity;
  private final JsonWebToken token;

  TicketResource(TicketOffice office, Identity identity, JsonWebToken token) {
    this.office = office;
    this.identity = identity;
    this.token = token;
  }

  /** A ticket, to be used once as {@code ?ticket=} before it expires. */
  @RegisterForReflection
  public record TicketResponse(String ticket, Instant expiresAt) {

    @Override
    public String toString() {
      return "TicketResponse[expiresAt=" + expiresAt + "]";
    }
  }

  /** A ticket for the caller's token. */
  @POST
  public Response issue() {
    IssuedTicket issued = office.issue(identity.currentUser(), token.getRawToken());
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(new TicketResponse(issued.ticket(), issued.expiresAt()))
        .build();
  }
}
