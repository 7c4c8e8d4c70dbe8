package dev.tidings.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.bench.machine.CpuUse;
import dev.tidings.bench.machine.Hardware;

/** A line of JSON for the machine, then one for each result. */
public final class JsonLines {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonLines() {}

  /** What the following lines were measured on. */
  public static String of(Hardware hardware) {
    return write(describe(JSON.createObjectNode(), "hardware", hardware));
  }

  /** Whether a figure is what it is meant to be. */
  public static String of(Aim aim) {
    return write(describe(JSON.createObjectNode(), "aim", aim));
  }

  /** A result with everything in it. */
  public static String of(Result result) {
    ObjectNode line = JSON.createObjectNode();
    switch (result) {
      case DeliveryResult delivery -> {
        describe(line, "delivery", delivery);
        CpuUse cpu = delivery.cpu();
        ((ObjectNode) line.get("cpu"))
            .put("serverCores", cpu.serverCores())
            .put("brokerCores", cpu.brokerCores())
            .put("limit", cpu.limit());
      }
      case IdleResult idle -> describe(line, "idle", idle);
      case ReturnResult returned -> describe(line, "return", returned);
      case WriteResult written -> describe(line, "write", written);
      case CostResult cost -> describe(line, "cost", cost);
      case PresenceResult presence -> describe(line, "presence", presence);
      case IngestResult ingest -> describe(line, "ingest", ingest);
      case ReportResult report -> describe(line, "report", report);
      case NotificationResult notified -> describe(line, "notification", notified);
    }
    return write(line.put("clean", result.isClean()));
  }

  private static ObjectNode describe(ObjectNode line, String kind, Record of) {
    line.put("kind", kind);
    line.setAll((ObjectNode) JSON.valueToTree(of));
    return line;
  }

  private static String write(ObjectNode line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
