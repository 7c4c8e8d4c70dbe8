package dev.tidings.local.stack;

import dev.tidings.local.process.Child;
import dev.tidings.platform.embedded.EmbeddedServer;
import dev.tidings.platform.embedded.EmbeddedServerException;
import dev.tidings.platform.embedded.ProcessSignal;

/** PostgreSQL or Kafka. */
record ServerChild(EmbeddedServer server) implements Child {

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public ProcessBuilder command() throws EmbeddedServerException, InterruptedException {
    server.prepare();
    return server.command();
  }

  @Override
  public boolean isReady(ProcessHandle process) {
    return server.isReady(process);
  }

  @Override
  public ProcessSignal stopSignal() {
    return server.stopSignal();
  }
}
