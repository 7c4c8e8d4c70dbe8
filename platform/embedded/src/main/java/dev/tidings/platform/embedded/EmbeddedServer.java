package dev.tidings.platform.embedded;

/**
 * A server that runs as one process in the foreground. Whoever supervises it calls, for each start,
 * {@link #prepare()}, starts {@link #command()}, waits for {@link #isReady(ProcessHandle)}, and
 * ends it with {@link #stopSignal()}.
 *
 * <p>Not thread-safe: one supervisor per server.
 */
public sealed interface EmbeddedServer permits PostgresServer, KafkaServer {

  /** The process's name: {@code postgres} or {@code kafka}. */
  String name();

  /** The TCP port on the loopback interface. */
  int port();

  /**
   * Makes the server ready to be started: checks the data directory, or initialises it the first
   * time (some seconds). Does not look at the port: a dying predecessor may still have it.
   */
  void prepare() throws EmbeddedServerException, InterruptedException;

  /** The command line of the process; its output is its log. */
  ProcessBuilder command() throws EmbeddedServerException;

  /** Whether the started process serves clients by now. Returns in well under a second. */
  boolean isReady(ProcessHandle process);

  /** What ends the process in good order. */
  ProcessSignal stopSignal();
}
