package dev.tidings.gateway.signal;

import dev.tidings.gateway.protocol.ClientFrame;
import dev.tidings.gateway.publication.EventPublisher;
import dev.tidings.gateway.publication.Publication;
import dev.tidings.gateway.publication.PublicationFailedException;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.signal.SignalEvent.Person;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.identity.CurrentUser;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Publishes what clients do. Each method returns when Kafka has the signal. */
@Singleton
public final class Signals {

  private final EventPublisher publisher;
  private final EventIds ids;
  private final Clock clock;

  Signals(@Named(Publication.BY_FRAMES) EventPublisher publisher, EventIds ids, Clock clock) {
    this.publisher = publisher;
    this.ids = ids;
    this.clock = clock;
  }

  /** The session's user types in a room of theirs, or has stopped. */
  public void typing(Session session, ClientFrame.Typing frame) throws PublicationFailedException {
    CurrentUser user = session.user();
    Instant now = clock.instant();
    publish(
        frame.typing() ? "TYPING_START" : "TYPING_STOP",
        user,
        frame.room(),
        now,
        new SignalEvent.Typing(
            frame.room().id(), user.id(), session.id(), now, Person.of(user.id(), user.profile())));
  }

  /** The session's user has chosen a status. */
  public void status(Session session, ClientFrame.PresenceUpdate frame)
      throws PublicationFailedException {
    CurrentUser user = session.user();
    Instant now = clock.instant();
    publish(
        "PRESENCE_UPDATE",
        user,
        Channel.of("user", user.id()),
        now,
        new SignalEvent.Status(
            user.id(),
            session.id(),
            now,
            frame.status(),
            frame.message(),
            frame.messageExpiresAt(),
            Person.of(user.id(), user.profile())));
  }

  /** The session's user does something. */
  public void activity(Session session, ClientFrame.Activity frame)
      throws PublicationFailedException {
    CurrentUser user = session.user();
    Instant now = clock.instant();
    publish(
        "ACTIVITY",
        user,
        Channel.of("user", user.id()),
        now,
        new SignalEvent.Activity(
            user.id(),
            session.id(),
            now,
            frame.kind(),
            frame.resourceType(),
            frame.resourceId(),
            Person.of(user.id(), user.profile())));
  }

  /** The session's user looks at a page. */
  public void page(Session session, ClientFrame.PageNavigate frame)
      throws PublicationFailedException {
    CurrentUser user = session.user();
    Instant now = clock.instant();
    publish(
        "PAGE_NAVIGATE",
        user,
        Channel.of("user", user.id()),
        now,
        new SignalEvent.Page(
            user.id(),
            session.id(),
            now,
            frame.page(),
            frame.title(),
            Person.of(user.id(), user.profile())));
  }

  private void publish(String type, CurrentUser user, Channel channel, Instant at, SignalEvent data)
      throws PublicationFailedException {
    publisher.publish(
        SignalTopic.NAME,
        new CloudEvent(
            ids.next(),
            "/gateway",
            type,
            at,
            "user:" + user.id(),
            user.workspace(),
            channel,
            Map.of(),
            Json.bytes(data)));
  }
}
