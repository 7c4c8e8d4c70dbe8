package dev.tidings.gateway.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.gateway.ticket.TicketEvent.TicketClaimed;
import dev.tidings.gateway.ticket.TicketEvent.TicketIssued;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What gateways tell each other of tickets is what the contract says, field by field. */
class TicketContractTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("gateway");
  private static final Map<String, Class<? extends TicketEvent>> TYPES =
      Map.of("TICKET_ISSUED", TicketIssued.class, "TICKET_CLAIMED", TicketClaimed.class);

  @Test
  void shouldWriteWhatTheContractSays() throws IOException {
    assertThat(CONTRACT.eventTypes())
        .filteredOn(type -> CONTRACT.events(type).getFirst().topic().equals(TicketLog.TOPIC))
        .containsExactlyInAnyOrderElementsOf(TYPES.keySet());
    for (var type : TYPES.entrySet()) {
      for (var example : CONTRACT.events(type.getKey())) {
        TicketEvent read = Json.mapper().treeToValue(example.data(), type.getValue());
        byte[] written = Json.bytes(read);
        assertThat(Json.mapper().readTree(written)).isEqualTo(example.data());
        CONTRACT.assertEventSatisfiesSchema(type.getKey(), written);
      }
    }
  }
}
