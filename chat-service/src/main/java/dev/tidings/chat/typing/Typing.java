package dev.tidings.chat.typing;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidings.chat.ChatConfig;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.signal.SignalStream;
import dev.tidings.chat.signal.SignalTopics;
import dev.tidings.chat.typing.TypingSignal.TypingStart;
import dev.tidings.chat.typing.TypingSignal.TypingStop;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes signals to the replica that has their room, and tells what they come to. */
@Singleton
public class Typing {

  private static final Logger LOG = Logger.getLogger(Typing.class);

  /** A signal that has been on its way for longer says nothing about now. */
  private static final Duration STALE = Duration.ofSeconds(10);

  /** For so long is believed whether somebody may post in a room: signals come every second. */
  private static final Duration RIGHTS_KEPT = Duration.ofSeconds(10);

  private static final int MOST_RIGHTS = 20_000;

  private final Memberships memberships;
  private final SignalStream signals;
  private final ChatConfig config;
  private final Clock clock;
  private final Typists typists = new Typists();
  private final Cache<Would, Boolean> rights =
      Caffeine.newBuilder().maximumSize(MOST_RIGHTS).expireAfterWrite(RIGHTS_KEPT).build();

  Typing(Memberships memberships, SignalStream signals, ChatConfig config, Clock clock) {
    this.memberships = memberships;
    this.signals = signals;
    this.config = config;
    this.clock = clock;
  }

  /**
   * The caller types, or has stopped: somebody who may post what is being typed.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found}, {@code forbidden} or
   *     {@code room-archived}
   */
  public void signal(Caller caller, UUID roomId, boolean types) {
    memberships.requireSender(caller, roomId);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    signals.send(
        SignalTopics.SIGNALS,
        caller.workspace(),
        roomId,
        now,
        types
            ? new TypingStart(roomId, caller.id(), now, caller.person())
            : new TypingStop(roomId, caller.id(), now, caller.person()));
  }

  /**
   * Somebody types; believed for a while. Called for the rooms that this replica has. The gateway
   * knows who is a member, but not who may post: those who may not are not heard.
   */
  public void heard(String workspace, TypingSignal signal) {
    Instant now = clock.instant();
    switch (signal) {
      case TypingStart(UUID roomId, String userId, Instant at, Person person) -> {
        if (at.plus(STALE).isAfter(now) && maySend(workspace, userId, roomId)) {
          typists.typing(
              new Typists.Place(workspace, roomId),
              person == null ? new Person(userId, null, null, null) : person,
              now,
              now.plus(config.typingExpires()));
        }
      }
      case TypingStop(UUID roomId, String userId, Instant _, Person _) ->
          typists.stopped(new Typists.Place(workspace, roomId), userId);
    }
  }

  /** Of whom nobody can be asked now, nobody hears: the next signal comes in a second. */
  private boolean maySend(String workspace, String userId, UUID roomId) {
    try {
      return rights.get(
          new Would(workspace, userId, roomId),
          would -> memberships.maySend(would.workspace(), would.userId(), would.roomId()));
    } catch (RuntimeException e) {
      LOG.debugf(e, "Whether somebody may type cannot be found out, room=%s", roomId);
      return false;
    }
  }

  /** Somebody who would post in a room. */
  private record Would(String workspace, String userId, UUID roomId) {}

  @Scheduled(every = "${tidings.chat.typing-every:250ms}", concurrentExecution = SKIP)
  @RunOnVirtualThread
  void tell() {
    Instant now = clock.instant();
    for (Typists.Told told : typists.due(now, config.typingForgotten().dividedBy(2))) {
      List<Person> people = told.people();
      signals.send(
          SignalTopics.TYPING,
          told.place().workspace(),
          told.place().roomId(),
          now,
          new TypingEvent.Typing(
              told.place().roomId(),
              people.subList(0, Math.min(TypingEvent.Typing.SHOWN, people.size())),
              people.size(),
              TypingText.of(people),
              config.typingForgotten().toMillis()));
    }
  }
}
