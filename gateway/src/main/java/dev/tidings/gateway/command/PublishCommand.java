package dev.tidings.gateway.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidings.gateway.protocol.ClientFrame;
import dev.tidings.gateway.protocol.ErrorCode;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.publication.EventPublisher;
import dev.tidings.gateway.publication.Publication;
import dev.tidings.gateway.publication.PublicationConfig;
import dev.tidings.gateway.publication.PublicationFailedException;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/**
 * Publishes a client's event to the channel's subscribers on all replicas, in the name of its user;
 * acknowledged when Kafka has it.
 */
@Singleton
final class PublishCommand {

  private final ChannelAccess access;
  private final EventPublisher publisher;
  private final long maxBytes;
  private final EventIds ids;
  private final Clock clock;

  PublishCommand(
      ChannelAccess access,
      @Named(Publication.BY_FRAMES) EventPublisher publisher,
      PublicationConfig config,
      EventIds ids,
      Clock clock) {
    this.access = access;
    this.publisher = publisher;
    this.maxBytes = config.maxClientEvent().asLongValue();
    this.ids = ids;
    this.clock = clock;
  }

  void publish(Session session, ClientFrame.Publish frame)
      throws ServiceUnavailableException, PublicationFailedException {
    byte[] data = Json.bytes(frame.data());
    if (data.length > maxBytes) {
      refuse(
          session,
          frame,
          ErrorCode.VALIDATION_FAILED,
          "'data' has at most " + maxBytes + " bytes.");
    } else if (access.mayPublish(session, frame.channel())) {
      CloudEvent event = event(session, frame, data);
      publisher.publish(Publication.CLIENT_EVENTS, event);
      acknowledge(session, frame, event);
    } else if (access.maySubscribe(session, frame.channel())) {
      refuse(session, frame, ErrorCode.FORBIDDEN, "You may not publish to this channel.");
    } else {
      refuse(session, frame, ErrorCode.NOT_FOUND, "There is no such channel.");
    }
  }

  private CloudEvent event(Session session, ClientFrame.Publish frame, byte[] data) {
    return new CloudEvent(
        ids.next(),
        "/gateway",
        frame.event(),
        clock.instant(),
        null,
        session.user().workspace(),
        frame.channel(),
        Map.of(Publication.PUBLISHER, session.user().id()),
        data);
  }

  private void acknowledge(Session session, ClientFrame.Publish frame, CloudEvent event) {
    if (frame.id() != null) {
      session.send(
          new ServerFrame.Ack(
              frame.id(),
              frame.channel(),
              JsonNodeFactory.instance.objectNode().put("eventId", event.id()),
              null,
              clock.instant()));
    }
  }

  private void refuse(Session session, ClientFrame.Publish frame, ErrorCode code, String detail) {
    session.send(ServerFrame.Error.of(frame.id(), code, detail, clock.instant()));
  }
}
