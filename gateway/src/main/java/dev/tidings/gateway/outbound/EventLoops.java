package dev.tidings.gateway.outbound;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.inject.Singleton;

/**
 * As many event loops as processors. Twice as many, as by default, only take the processors from
 * each other; with fewer, each has more of a channel's subscribers, and more of what is due has come
 * together when it runs.
 */
@Singleton
public final class EventLoops implements VertxOptionsCustomizer {

  /** So that one which is busy doesn't hold up everything. */
  private static final int LEAST = 2;

  private final EventLoopsConfig config;

  EventLoops(EventLoopsConfig config) {
    this.config = config;
  }

  @Override
  public void accept(VertxOptions options) {
    options.setEventLoopPoolSize(
        config
            .count()
            .orElseGet(() -> Math.max(LEAST, Runtime.getRuntime().availableProcessors())));
  }
}
