package dev.tidings.gateway.ticket;

import dev.tidings.gateway.replicated.ReplicatedTopic;
import dev.tidings.gateway.replicated.ReplicatedWriter;
import dev.tidings.gateway.ticket.TicketEvent.TicketClaimed;
import dev.tidings.gateway.ticket.TicketEvent.TicketIssued;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.event.Workspaces;
import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/** The log of tickets and claims, keyed by ticket. */
@Singleton
public final class TicketLog implements ReplicatedTopic {

  /** The topic. */
  public static final String TOPIC = "gateway.ticket.v1";

  private static final String ISSUED = "TICKET_ISSUED";
  private static final String CLAIMED = "TICKET_CLAIMED";
  private static final Duration RETENTION = Duration.ofMinutes(10);
  private static final Logger LOG = Logger.getLogger(TicketLog.class);

  private final Tickets tickets;
  private final ReplicatedWriter writer;
  private final EventIds ids;
  private final Clock clock;

  TicketLog(Tickets tickets, ReplicatedWriter writer, EventIds ids, Clock clock) {
    this.tickets = tickets;
    this.writer = writer;
    this.ids = ids;
    this.clock = clock;
  }

  @Produces
  @Singleton
  @Named("ticket")
  static TopicSpec topic() {
    return new TopicSpec(TOPIC, 1, RETENTION, TopicSpec.Cleanup.DELETE);
  }

  @Override
  public String name() {
    return TOPIC;
  }

  /** Stores what happened to a ticket, blocking. */
  void append(TicketEvent what) {
    String type =
        switch (what) {
          case TicketIssued issued -> ISSUED;
          case TicketClaimed claimed -> CLAIMED;
        };
    writer.append(
        TOPIC,
        what.id(),
        new CloudEvent(
            ids.next(),
            "/gateway",
            type,
            clock.instant(),
            null,
            Workspaces.PLATFORM,
            Channel.of("ticket", what.id()),
            Map.of(),
            Json.bytes(what)));
  }

  @Override
  public void apply(CloudEvent event) {
    try {
      switch (event.type()) {
        case ISSUED -> tickets.issued(Json.mapper().readValue(event.data(), TicketIssued.class));
        case CLAIMED -> tickets.claimed(Json.mapper().readValue(event.data(), TicketClaimed.class));
        default -> LOG.debugf("Skipped, eventType=%s", event.type());
      }
    } catch (IOException e) {
      LOG.errorf("Not about a ticket, eventId=%s", event.id());
    }
  }
}
