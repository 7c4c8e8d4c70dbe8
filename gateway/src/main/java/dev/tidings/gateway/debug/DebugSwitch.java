package dev.tidings.gateway.debug;

import dev.tidings.gateway.session.FrameLog;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.SessionObserver;
import dev.tidings.gateway.session.SessionRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Who is looked at in this gateway, until when. Safe for use by several threads. */
@Singleton
public final class DebugSwitch implements SessionObserver {

  private static final Logger LOG = Logger.getLogger(DebugSwitch.class);

  private final SessionRegistry sessions;
  private final FrameLogger logger;
  private final Clock clock;
  private final Map<DebugTarget, Instant> targets = new ConcurrentHashMap<>();

  DebugSwitch(SessionRegistry sessions, FrameLogger logger, MeterRegistry metrics, Clock clock) {
    this.sessions = sessions;
    this.logger = logger;
    this.clock = clock;
    Gauge.builder("tidings.gateway.debug.targets", targets, Map::size)
        .description("Users and connections whose frames are being logged")
        .register(metrics);
  }

  /** Looks at the target until then; a time that is over, or null, ends it. */
  void set(DebugTarget target, Instant until) {
    if (until != null && until.isAfter(clock.instant())) {
      targets.put(target, until);
      LOG.infof("Frames are logged until=%s of %s", until, target);
    } else if (targets.remove(target) != null) {
      LOG.infof("Frames are logged no longer of %s", target);
    }
    sessions.all().forEach(this::opened);
  }

  /** What is looked at in a workspace, and until when. */
  Map<DebugTarget, Instant> of(String workspace) {
    var own = new TreeMap<DebugTarget, Instant>(Comparator.comparing(Object::toString));
    targets.forEach(
        (target, until) -> {
          if (target.workspace().equals(workspace)) {
            own.put(target, until);
          }
        });
    return own;
  }

  @Override
  public void opened(Session session) {
    boolean covered =
        !targets.isEmpty() && targets.keySet().stream().anyMatch(each -> each.covers(session));
    session.log(covered ? logger : FrameLog.NONE);
  }

  @Scheduled(
      identity = "debug-switch",
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void expire() {
    Instant now = clock.instant();
    targets.forEach(
        (target, until) -> {
          if (!until.isAfter(now)) {
            set(target, null);
          }
        });
  }
}
