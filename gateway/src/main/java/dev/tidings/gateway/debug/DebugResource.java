package dev.tidings.gateway.debug;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Switches the logging of frames, for administrators and services, within their workspace. */
@Path("/api/realtime/debug")
@RolesAllowed({"ADMIN", "SERVICE"})
@RunOnVirtualThread
public final class DebugResource {

  private static final int DEFAULT_SECONDS = 300;
  private static final String ID = "[^\\p{Cntrl}\\p{Space}\\p{Cs}\\p{Cn}]{1,200}";

  private final DebugTopic topic;
  private final DebugSwitch debugSwitch;
  private final Identity identity;
  private final Clock clock;

  DebugResource(DebugTopic topic, DebugSwitch debugSwitch, Identity identity, Clock clock) {
    this.topic = topic;
    this.debugSwitch = debugSwitch;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * Whom to look at: a user or a connection.
   *
   * @param seconds for how long, {@code for} on the wire; five minutes if it isn't said
   */
  @RegisterForReflection
  public record DebugRequest(
      @Pattern(regexp = ID) String userId,
      @Pattern(regexp = ID) String connectionId,
      @JsonProperty("for") @Min(1) @Max(3_600) Integer seconds) {}

  /** Who is looked at, and until when. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DebugView(String userId, String connectionId, Instant until) {}

  /** What is looked at in the caller's workspace. */
  @RegisterForReflection
  public record DebugList(List<DebugView> items) {}

  /** Looks at a user or a connection from now on, at every gateway. */
  @PUT
  public DebugView switchOn(@NotNull @Valid DebugRequest request) {
    DebugTarget target = target(request.userId(), request.connectionId());
    int seconds = request.seconds() == null ? DEFAULT_SECONDS : request.seconds();
    Instant until = clock.instant().plusSeconds(seconds);
    topic.tell(target, until);
    return view(target, until);
  }

  /** Ends it; may be repeated. */
  @DELETE
  public void switchOff(
      @QueryParam("userId") @Pattern(regexp = ID) String userId,
      @QueryParam("connectionId") @Pattern(regexp = ID) String connectionId) {
    topic.tell(target(userId, connectionId), null);
  }

  /** What this gateway looks at. */
  @GET
  public DebugList list() {
    return new DebugList(
        debugSwitch.of(identity.currentUser().workspace()).entrySet().stream()
            .map(each -> view(each.getKey(), each.getValue()))
            .toList());
  }

  private DebugTarget target(String userId, String connectionId) {
    if ((userId == null) == (connectionId == null)) {
      throw ProblemException.invalid("", "needs either userId or connectionId");
    }
    String workspace = identity.currentUser().workspace();
    return userId != null
        ? new DebugTarget.OfUser(workspace, userId)
        : new DebugTarget.OfConnection(workspace, connectionId);
  }

  private static DebugView view(DebugTarget target, Instant until) {
    return switch (target) {
      case DebugTarget.OfUser(String workspace, String userId) ->
          new DebugView(userId, null, until);
      case DebugTarget.OfConnection(String workspace, String connectionId) ->
          new DebugView(null, connectionId, until);
    };
  }
}
