package dev.tidings.gateway.presence;

import dev.tidings.gateway.fanout.EventObserver;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Who follows whom at this gateway. Safe for use by several threads. */
@Singleton
public final class PresenceWatches implements EventObserver {

  private static final String NAMESPACE = "presence";
  private static final String PRESENCE = "PRESENCE_UPDATE";
  private static final String ACTIVITY = "USER_ACTIVITY";

  private final Map<ChannelKey, Set<Watch>> followers = new ConcurrentHashMap<>();
  private final Map<Session, Watch> watches = new ConcurrentHashMap<>();
  private final Queue<Watch> due = new ConcurrentLinkedQueue<>();
  private final Clock clock;
  private final Counter sent;

  PresenceWatches(Clock clock, MeterRegistry metrics) {
    this.clock = clock;
    this.sent =
        Counter.builder("tidings.gateway.presence.frames")
            .description("Frames of changes that were sent to those who follow people")
            .register(metrics);
    Gauge.builder("tidings.gateway.presence.watches", watches, Map::size)
        .description("Connections that follow people")
        .register(metrics);
  }

  /** The session follows these people from now on, and nobody else; see {@link #begin}. */
  public void follow(Session session, Set<String> userIds) {
    end(session);
    if (userIds.isEmpty()) {
      return;
    }
    var watch =
        new Watch(
            session,
            userIds.stream()
                .map(id -> session.key(Channel.of(NAMESPACE, id)))
                .collect(Collectors.toSet()));
    watches.put(session, watch);
    for (ChannelKey person : watch.followed()) {
      followers.compute(
          person,
          (_, all) -> {
            Set<Watch> more = all == null ? ConcurrentHashMap.newKeySet() : all;
            more.add(watch);
            return more;
          });
    }
  }

  /** Sends what there is of the people whom the session follows; changes since then come after. */
  public void begin(Session session, List<byte[]> present) {
    Watch watch = watches.get(session);
    if (watch != null && watch.begin(present, clock.instant())) {
      due.add(watch);
    }
  }

  /** The session follows nobody any more. */
  public void end(Session session) {
    Watch watch = watches.remove(session);
    if (watch == null) {
      return;
    }
    watch.end();
    for (ChannelKey person : watch.followed()) {
      followers.computeIfPresent(
          person,
          (_, all) -> {
            all.remove(watch);
            return all.isEmpty() ? null : all;
          });
    }
  }

  @Override
  public void before(String topic, CloudEvent event) {
    // What has been handed out is looked at, not what is about to be.
  }

  @Override
  public void after(String topic, CloudEvent event) {
    if (!event.channel().namespace().equals(NAMESPACE)) {
      return;
    }
    boolean isActivity = event.type().equals(ACTIVITY);
    if (!isActivity && !event.type().equals(PRESENCE)) {
      return;
    }
    var person = new ChannelKey(event.workspace(), event.channel());
    for (Watch watch : followers.getOrDefault(person, Set.of())) {
      if (watch.changed(person, event.data(), isActivity)) {
        due.add(watch);
      }
    }
  }

  /** The tick. A connection that has ended is noticed here, so that ending costs it nothing. */
  @Scheduled(
      identity = "presence-watches",
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void send() {
    Instant now = clock.instant();
    for (Watch watch = due.poll(); watch != null; watch = due.poll()) {
      if (!watch.session().isClosed()) {
        watch.send(now);
        sent.increment();
      }
    }
    watches.keySet().stream().filter(Session::isClosed).forEach(this::end);
  }
}
