package dev.tidings.gateway.livesync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.publication.EventPublisher;
import dev.tidings.gateway.publication.Publication;
import dev.tidings.gateway.publication.PublicationFailedException;
import dev.tidings.gateway.upstream.ingress.IngressTopics;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Named;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes events of internal services and of administrators, for their own workspace. */
@Path("/api/live-sync")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"SERVICE", "ADMIN"})
@RunOnVirtualThread
@Tag(name = "Live sync")
public final class LiveSyncResource {

  private static final String SOURCE = "/live-sync";

  private final EventReader reader;
  private final EventPublisher publisher;
  private final LiveSyncConfig config;
  private final LiveSyncMetrics metrics;
  private final LiveSyncStatus status;
  private final Identity identity;

  LiveSyncResource(
      EventReader reader,
      @Named(Publication.BY_HTTP) EventPublisher publisher,
      LiveSyncConfig config,
      LiveSyncMetrics metrics,
      LiveSyncStatus status,
      Identity identity) {
    this.reader = reader;
    this.publisher = publisher;
    this.config = config;
    this.metrics = metrics;
    this.status = status;
    this.identity = identity;
  }

  /**
   * What was taken.
   *
   * @param accepted how many events
   * @param ids their ids, in the request's order; clients see them as {@code eventId}
   */
  @RegisterForReflection
  public record AcceptedView(int accepted, List<String> ids) {}

  /** Publishes one event, or an array of them, and answers when Kafka has them all. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Publishes events to the subscribers of their channels")
  public Response publish(byte[] body) {
    CurrentUser caller = identity.currentUser();
    return publish(body, tree -> reader.events(tree, caller.workspace(), SOURCE));
  }

  /** Publishes statistics as one {@code STATS_UPDATE}. */
  @POST
  @Path("stats")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Publishes statistics to a dashboard")
  public Response publishStats(byte[] body) {
    CurrentUser caller = identity.currentUser();
    return publish(body, tree -> List.of(reader.stats(tree, caller.workspace(), SOURCE)));
  }

  /** Whether events would be taken, and how many were. */
  @GET
  @Operation(summary = "Shows whether events are taken, and how many were")
  public LiveSyncStatus.StatusView status() {
    return status.view();
  }

  private Response publish(byte[] body, Function<JsonNode, List<CloudEvent>> read) {
    List<CloudEvent> events = read(body, read);
    try {
      publisher.publish(IngressTopics.TOPIC, events);
    } catch (PublicationFailedException e) {
      metrics.failed.increment(events.size());
      throw new ProblemException(
              CommonProblem.UNAVAILABLE,
              "Kafka did not confirm the events. Repeat the request; an event that has an id of"
                  + " yours is delivered once.")
          .retryAfter(config.retryAfter());
    }
    metrics.accepted.increment(events.size());
    return Response.accepted(
            new AcceptedView(events.size(), events.stream().map(CloudEvent::id).toList()))
        .build();
  }

  private List<CloudEvent> read(byte[] body, Function<JsonNode, List<CloudEvent>> read) {
    int size = 1;
    try {
      JsonNode tree = reader.parse(body);
      size = EventReader.size(tree);
      return read.apply(tree);
    } catch (ProblemException e) {
      metrics.refused.increment(size);
      throw e;
    }
  }
}
