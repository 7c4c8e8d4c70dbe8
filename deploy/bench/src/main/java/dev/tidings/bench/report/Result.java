package dev.tidings.bench.report;

/** What one scenario found with one server. Each is a line of JSON. */
public sealed interface Result
    permits CostResult,
        DeliveryResult,
        IdleResult,
        IngestResult,
        NotificationResult,
        PresenceResult,
        ReportResult,
        ReturnResult,
        WriteResult {

  /** The scenario. */
  String scenario();

  /** The server. */
  String target();

  /** Whether everything that was promised was kept; speed is no part of it. */
  boolean isClean();
}
