package dev.tidings.chat.membership;

import dev.tidings.chat.directory.Callers;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's rooms at a glance, for whoever subscribes on the caller's behalf. */
@Path("/api/chat/memberships")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Members")
public class MembershipResource {

  private final Callers callers;
  private final Memberships memberships;

  MembershipResource(Callers callers, Memberships memberships) {
    this.callers = callers;
    this.memberships = memberships;
  }

  @GET
  @Operation(summary = "All rooms of the caller and the role in each, not paged")
  public MembershipsView all() {
    return memberships.of(callers.current());
  }
}
