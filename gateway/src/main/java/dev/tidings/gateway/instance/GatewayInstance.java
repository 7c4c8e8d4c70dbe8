package dev.tidings.gateway.instance;

import dev.tidings.platform.event.EventIds;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** This run of this process; another start is another instance. */
@Singleton
public final class GatewayInstance {

  private final String id;
  private final Instant startedAt;

  GatewayInstance(EventIds ids, Clock clock) {
    this.id = ids.next();
    this.startedAt = clock.instant();
  }

  /** Unique for ever. */
  public String id() {
    return id;
  }

  public Instant startedAt() {
    return startedAt;
  }
}
