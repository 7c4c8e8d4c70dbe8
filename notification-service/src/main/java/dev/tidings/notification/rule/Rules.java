package dev.tidings.notification.rule;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * The rules that apply now. Files that change are read again, by every replica for itself; where
 * something is wrong with them, what applied before goes on, and that is said by the log, a gauge
 * and the readiness of the service. At the start there is no before: bad rules end it. Thread-safe.
 */
@ApplicationScoped
class Rules {

  private static final Logger LOG = Logger.getLogger(Rules.class);

  /** Before SmallRye's channels bring the first event. */
  private static final int BEFORE_MESSAGING = 1;

  private static final String CHAT = "chat.room.v1";

  /** What this service makes of events would be events again. */
  private static final Set<String> OWN = Set.of("notification.user.v1", "activity.feed.v1");

  private final RuleFiles files;
  private final RulesConfig config;
  private final MeterRegistry metrics;
  private final Clock clock;

  private volatile Loaded loaded;

  Rules(RuleFiles files, RulesConfig config, MeterRegistry metrics, Clock clock) {
    this.files = files;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * What was read.
   *
   * @param book the rules that apply
   * @param at since when
   * @param files what was looked at last
   * @param faults what is wrong with that; empty if it applies
   */
  record Loaded(Rulebook book, Instant at, List<RuleFile> files, List<Fault> faults) {

    Loaded {
      files = List.copyOf(files);
      faults = List.copyOf(faults);
    }
  }

  void onStart(@Observes @Priority(BEFORE_MESSAGING) StartupEvent event) {
    try {
      List<RuleFile> read = files.read();
      loaded = new Loaded(RuleReader.read(read, topics()), clock.instant(), read, List.of());
    } catch (BadRulesException e) {
      throw new IllegalStateException("The rules can't be used:" + e.getMessage(), e);
    }
    LOG.infof("%d rules apply", loaded.book().all().size());
    metrics.gauge("tidings.rules.count", this, rules -> rules.current().all().size());
    metrics.gauge("tidings.rules.faults", this, rules -> rules.loaded.faults().size());
  }

  /** The rules that apply. */
  Rulebook current() {
    return loaded.book();
  }

  /** What was read last, and what of it applies. */
  Loaded loaded() {
    return loaded;
  }

  /** Reads the files again if they have changed. */
  @Scheduled(every = "${tidings.notification.rules.reload-every:5s}", delayed = "5s")
  synchronized void look() {
    Loaded before = loaded;
    List<RuleFile> read = before.files();
    try {
      read = files.read();
      if (!read.equals(before.files()) || !before.faults().isEmpty()) {
        loaded = new Loaded(RuleReader.read(read, topics()), clock.instant(), read, List.of());
        LOG.infof("The rules have changed: %d apply", loaded.book().all().size());
      }
    } catch (BadRulesException e) {
      if (!e.faults().equals(before.faults())) {
        LOG.errorf(
            "The changed rules can't be used; those of %s go on:%s", before.at(), e.getMessage());
      }
      loaded = new Loaded(before.book(), before.at(), read, e.faults());
    }
  }

  /**
   * What rules may name.
   *
   * @throws BadRulesException if the configuration names what it must not
   */
  Set<String> topics() throws BadRulesException {
    var topics = new TreeSet<>(config.topics());
    if (topics.contains(CHAT) || topics.stream().anyMatch(OWN::contains)) {
      throw new BadRulesException(
          List.of(
              new Fault(
                  "tidings.notification.rules.topics",
                  null,
                  "",
                  "must name neither " + CHAT + ", which is read anyway, nor any of " + OWN)));
    }
    topics.add(CHAT);
    return topics;
  }
}
