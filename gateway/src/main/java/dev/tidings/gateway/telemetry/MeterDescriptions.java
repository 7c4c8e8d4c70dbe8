package dev.tidings.gateway.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.vertx.core.http.HttpClosedException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Gives the gateway's metrics their help texts, in one place, whoever counts. The names are part of
 * what operators rely on: they are not changed.
 */
public final class MeterDescriptions {

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("tidings.gateway.connections", "Open connections of clients"),
          Map.entry("tidings.gateway.subscriptions", "Channels that connections are subscribed to"),
          Map.entry(
              "tidings.gateway.disconnects",
              "Connections that the gateway ended, by the reason of their close code"),
          Map.entry(
              "tidings.gateway.closed",
              "Connections that are over, by who ended them or lost them"),
          Map.entry("tidings.gateway.fanout.events", "Events read from Kafka and handed out"),
          Map.entry("tidings.gateway.fanout.deliveries", "Events handed to one connection each"),
          Map.entry("tidings.gateway.fanout.duplicates", "Repeated records that were dropped"),
          Map.entry("tidings.gateway.fanout.refused", "Records that were skipped as malformed"),
          Map.entry(
              "tidings.gateway.fanout.misplaced",
              "Records in another partition than their key's, delivered without a position"),
          Map.entry("tidings.gateway.fanout.lag", "Records that are published and not yet read"),
          Map.entry(
              "tidings.gateway.publish.to.flush",
              "Seconds from an event's publication to its flush to connections, sampled"),
          Map.entry(
              "tidings.gateway.recoveries", "Subscriptions with a position, by tier and outcome"),
          Map.entry("tidings.gateway.recovery.replayed", "Events that were replayed to clients"),
          Map.entry(
              "tidings.gateway.recovery.scan.requests",
              "Subscriptions that one look into Kafka served"),
          Map.entry("tidings.gateway.recovery.scan.time", "How long a look into Kafka took"),
          Map.entry(
              "tidings.gateway.ingress.moved",
              "Records published again to the partition of their key"),
          Map.entry("tidings.gateway.recovery.window.bytes", "Bytes of recent events in memory"),
          Map.entry(
              "tidings.gateway.ingress.refused", "Records that were put aside as dead letters"),
          Map.entry(
              "tidings.gateway.announcements.dropped",
              "Openings and closings that presence will not hear of"),
          Map.entry("tidings.gateway.service.failures", "Calls to services that got no answer"),
          Map.entry("tidings.gateway.refused", "Connections and frames beyond a limit"),
          Map.entry("tidings.gateway.livesync.accepted", "Events accepted over HTTP"),
          Map.entry("tidings.gateway.livesync.refused", "Events refused over HTTP"),
          Map.entry("tidings.gateway.livesync.failed", "Events that Kafka didn't take"));

  MeterDescriptions() {}

  /** Whether operators are told what the metric means. */
  static boolean describes(String name) {
    return TEXTS.containsKey(name);
  }

  @Produces
  @Singleton
  static MeterFilter descriptions() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        String text = id.getDescription() == null ? TEXTS.get(id.getName()) : null;
        return text == null
            ? id
            : new Meter.Id(
                id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), text, id.getType());
      }
    };
  }

  /** Each socket that the framework is made to forget would count as an error of its server. */
  @Produces
  @Singleton
  static MeterFilter noErrors() {
    return MeterFilter.deny(
        id ->
            id.getName().equals("http.server.errors")
                && HttpClosedException.class.getName().equals(id.getTag("class")));
  }
}
