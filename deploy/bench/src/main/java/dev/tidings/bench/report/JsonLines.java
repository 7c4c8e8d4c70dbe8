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
    ObjectNode line = JSON.createObjectNode().put("kind", "hardware");
    line.setAll((ObjectNode) JSON.valueToTree(hardware));
    return write(line);
  }

  /** Whether a figure is what it is meant to be. */
  public static String of(Aim aim) {
    ObjectNode line = JSON.createObjectNode().put("kind", "aim");
    line.setAll((ObjectNode) JSON.valueToTree(aim));
    return write(line);
  }

  /** A result with everything in it. */
  public static String of(Result result) {
    ObjectNode line = JSON.createObjectNode();
    switch (result) {
      case DeliveryResult delivery -> {
        line.put("kind", "delivery");
        line.setAll((ObjectNode) JSON.valueToTree(delivery));
        CpuUse cpu = delivery.cpu();
        ((ObjectNode) line.get("cpu"))
            .put("serverCores", cpu.serverCores())
            .put("brokerCores", cpu.brokerCores())
            .put("limit", cpu.limit());
      }
      case IdleResult idle -> {
        line.put("kind", "idle");
        line.setAll((ObjectNode) JSON.valueToTree(idle));
      }
      case ReturnResult returned -> {
        line.put("kind", "return");
        line.setAll((ObjectNode) JSON.valueToTree(returned));
      }
      case WriteResult written -> {
        line.put("kind", "write");
        line.setAll((ObjectNode) JSON.valueToTree(written));
      }
      case CostResult cost -> {
        line.put("kind", "cost");
        line.setAll((ObjectNode) JSON.valueToTree(cost));
      }
      case IngestResult ingest -> {
        line.put("kind", "ingest");
        line.setAll((ObjectNode) JSON.valueToTree(ingest));
      }
      case ReportResult report -> {
        line.put("kind", "report");
        line.setAll((ObjectNode) JSON.valueToTree(report));
      }
    }
    return write(line.put("clean", result.isClean()));
  }

  private static String write(ObjectNode line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
