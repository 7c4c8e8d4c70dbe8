package dev.tidings.platform.problem;

import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An API of every kind of answer, for the tests of what all services share. */
@Path("/sample")
@Authenticated
@RunOnVirtualThread
public class SampleResource {

  private final Identity identity;

  SampleResource(Identity identity) {
    this.identity = identity;
  }

  @RegisterForReflection
  record Guest(@NotBlank String name) {}

  @RegisterForReflection
  record Booking(@NotBlank String title, @Valid List<Guest> guests, Instant at) {}

  @POST
  public Booking book(@Valid Booking booking) {
    return booking;
  }

  @GET
  @Path("/me")
  public CurrentUser me() {
    return identity.currentUser();
  }

  @GET
  @Path("/admin")
  @RolesAllowed("ADMIN")
  public String admin() {
    return "ok";
  }

  @GET
  @Path("/list")
  public String list(@QueryParam("limit") @Max(10) int limit) {
    return "ok";
  }

  @GET
  @Path("/fail/{how}")
  public String fail(@PathParam("how") String how) {
    throw switch (how) {
      case "busy" ->
          new ProblemException(CommonProblem.UNAVAILABLE, "Come back later.")
              .retryAfter(Duration.ofMillis(1500));
      case "missing" -> ProblemException.notFound("room");
      default -> new IllegalStateException("the password is 123456");
    };
  }
}
