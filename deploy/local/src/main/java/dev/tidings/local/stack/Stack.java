package dev.tidings.local.stack;

import dev.tidings.local.CannotProceed;
import dev.tidings.local.process.Child;
import dev.tidings.local.process.LogFile;
import dev.tidings.local.process.ProcessState;
import dev.tidings.local.process.Supervisor;
import dev.tidings.local.settings.Part;
import dev.tidings.local.settings.PartProcess;
import dev.tidings.local.settings.PostgresAddress;
import dev.tidings.local.settings.Settings;
import dev.tidings.local.state.StateFile;
import dev.tidings.local.state.SystemState;
import dev.tidings.local.state.SystemState.Phase;
import dev.tidings.local.state.SystemState.ProcessStatus;
import dev.tidings.platform.embedded.DiskSpace;
import dev.tidings.platform.embedded.EmbeddedServer;
import dev.tidings.platform.embedded.EmbeddedServerException;
import dev.tidings.platform.embedded.KafkaServer;
import dev.tidings.platform.embedded.LogTail;
import dev.tidings.platform.embedded.PostgresBinaries;
import dev.tidings.platform.embedded.PostgresServer;
import dev.tidings.platform.embedded.ProcessWatchdog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The whole system. One thread calls {@link #start}; {@link #stop} may come from another one at any
 * time and ends whatever has been started by then.
 */
public final class Stack {

  /** What a start does about a process that fails again and again. */
  public enum OnFailure {
    /** Says so and goes on trying: somebody watches, and may be repairing it. */
    KEEP_TRYING,
    /** Gives up. */
    GIVE_UP
  }

  private static final Duration APPLICATION_GRACE = Duration.ofSeconds(10);

  /** More than the gateway takes to send its clients away and to stop then. */
  private static final Duration GATEWAY_GRACE = Duration.ofSeconds(18);

  private static final Duration SERVER_GRACE = Duration.ofSeconds(15);
  private static final int TAIL_LINES = 30;

  private final Settings settings;
  private final StateFile stateFile;
  private final Progress progress;
  private final Map<PartProcess, Supervisor> supervisors =
      Collections.synchronizedMap(new HashMap<>());
  private final long beginning = System.nanoTime();

  private volatile Phase phase = Phase.STARTING;
  private ProcessWatchdog watchdog;

  public Stack(Settings settings, StateFile stateFile, Progress progress) {
    this.settings = settings;
    this.stateFile = stateFile;
    this.progress = progress;
  }

  /** Starts everything and returns once everything serves. */
  public void start(OnFailure onFailure)
      throws CannotProceed, EmbeddedServerException, IOException, InterruptedException {
    Preflight.check(settings);
    watchdog = ProcessWatchdog.start();
    Path libraries = settings.root().resolve("platform/embedded/target/lib");
    PostgresServer postgres =
        new PostgresServer(
            new PostgresBinaries(libraries, settings.home().cache()),
            settings.home().postgres(),
            settings.port(Part.POSTGRES));
    KafkaServer kafka =
        new KafkaServer(
            libraries,
            Path.of(System.getProperty("java.home")),
            settings.home().kafka(),
            settings.port(Part.KAFKA));
    SigningKeys keys = SigningKeys.in(settings.home().keys());
    DatabasePasswords passwords = DatabasePasswords.in(settings.home().databasePasswords());
    startServers(postgres, kafka);
    awaitReady(Part.POSTGRES, onFailure);
    Database database = new Database(postgresAddress(postgres), passwords);
    database.provision();
    awaitReady(Part.KAFKA, onFailure);
    ApplicationEnvironment environment =
        new ApplicationEnvironment(
            settings, keys, database, settings.externalKafka().orElse(kafka.bootstrapServers()));
    startApplications(environment, onFailure);
  }

  /** Publishes that everything is ready; the reader of the state file may act on it. */
  public void announceReady() throws IOException {
    phase = Phase.READY;
    writeState();
  }

  /** Ends everything, clients before what they depend on. Nothing runs any more on return. */
  public void stop() throws InterruptedException {
    phase = Phase.STOPPING;
    // A Ctrl-C reaches the children, too: what ends by itself now isn't to be started again.
    synchronized (supervisors) {
      supervisors.values().forEach(Supervisor::retire);
    }
    stop(List.of(Part.GATEWAY), GATEWAY_GRACE);
    stop(Part.SERVICES, APPLICATION_GRACE);
    stop(List.of(Part.KAFKA, Part.POSTGRES), SERVER_GRACE);
    try {
      if (watchdog != null) {
        watchdog.close();
      }
      stateFile.delete();
    } catch (IOException e) {
      progress.line("The state file can't be deleted: " + e.getMessage());
    }
  }

  private void startServers(PostgresServer postgres, KafkaServer kafka)
      throws EmbeddedServerException, InterruptedException {
    List<EmbeddedServer> servers = new ArrayList<>();
    if (settings.runs(Part.POSTGRES)) {
      servers.add(postgres);
    }
    if (settings.runs(Part.KAFKA)) {
      servers.add(kafka);
    }
    // What is wrong with a data directory gets no better by trying again: it ends the start.
    try (ExecutorService inParallel = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> preparations = new ArrayList<>();
      for (EmbeddedServer server : servers) {
        preparations.add(
            inParallel.submit(
                () -> {
                  server.prepare();
                  return null;
                }));
      }
      for (Future<Void> preparation : preparations) {
        preparation.get();
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case EmbeddedServerException known -> throw known;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
    for (EmbeddedServer server : servers) {
      Part part = server instanceof PostgresServer ? Part.POSTGRES : Part.KAFKA;
      supervise(settings.processes(part).findFirst().orElseThrow(), new ServerChild(server));
    }
  }

  private void startApplications(ApplicationEnvironment environment, OnFailure onFailure)
      throws CannotProceed, InterruptedException {
    for (Part part : Part.APPLICATIONS) {
      for (PartProcess process : settings.processes(part).toList()) {
        supervise(process, new ApplicationChild(process, settings.root(), environment.of(process)));
      }
    }
    for (Part part : Part.APPLICATIONS) {
      awaitReady(part, onFailure);
    }
  }

  private void supervise(PartProcess process, Child child) {
    Supervisor supervisor =
        new Supervisor(
            child,
            new LogFile(settings.home().log(process.name())),
            watchdog,
            (changed, before, after) -> changed(process, changed, before, after));
    synchronized (supervisors) {
      if (phase == Phase.STOPPING) {
        return;
      }
      supervisors.put(process, supervisor);
      supervisor.start();
    }
  }

  private void awaitReady(Part part, OnFailure onFailure)
      throws CannotProceed, InterruptedException {
    for (PartProcess process : settings.processes(part).toList()) {
      awaitReady(process, onFailure);
    }
  }

  private void awaitReady(PartProcess process, OnFailure onFailure)
      throws CannotProceed, InterruptedException {
    Supervisor supervisor = supervisors.get(process);
    if (supervisor == null) {
      return;
    }
    if (supervisor.awaitReadyOrFailed() instanceof ProcessState.Failed failed) {
      progress.line("The end of " + supervisor.log().path() + ":");
      LogTail.of(supervisor.log().path(), TAIL_LINES).forEach(line -> progress.line("  " + line));
      if (onFailure == OnFailure.GIVE_UP) {
        throw new CannotProceed(process.name() + " doesn't start: " + failed.reason() + ".");
      }
      supervisor.awaitReady();
    }
  }

  private PostgresAddress postgresAddress(PostgresServer own) throws EmbeddedServerException {
    Optional<PostgresAddress> external = settings.externalPostgres();
    return external.isPresent()
        ? external.get()
        : new PostgresAddress(
            "127.0.0.1", own.port(), "postgres", PostgresServer.SUPERUSER, own.password(), "");
  }

  private void stop(List<Part> parts, Duration grace) throws InterruptedException {
    try (ExecutorService inParallel = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Part part : parts) {
        for (PartProcess process : settings.processes(part).toList()) {
          Supervisor supervisor = supervisors.get(process);
          if (supervisor != null) {
            inParallel.submit(
                () -> {
                  supervisor.stop(grace);
                  return null;
                });
          }
        }
      }
    }
  }

  private void changed(
      PartProcess process, Supervisor supervisor, ProcessState before, ProcessState after) {
    switch (after) {
      case ProcessState.Starting starting ->
          progress.tell(process.name(), "starting    (process %d)".formatted(starting.id()));
      case ProcessState.Ready ready ->
          progress.tell(
              process.name(),
              "ready       127.0.0.1:%d%s"
                  .formatted(
                      process.port(),
                      phase == Phase.STARTING
                          ? ", %.1f s after the beginning"
                              .formatted((System.nanoTime() - beginning) / 1e9)
                          : ""));
      case ProcessState.Unready unready ->
          progress.tell(process.name(), "unready     it says it can't serve at the moment");
      case ProcessState.Restarting restarting ->
          progress.tell(process.name(), "restarting  " + restarting.detail());
      case ProcessState.Failed failed ->
          progress.tell(
              process.name(),
              "failed      " + failed.detail() + "; see " + supervisor.log().path());
      case ProcessState.Stopped stopped -> progress.tell(process.name(), "stopped");
    }
    if (phase != Phase.STOPPING) {
      publish(before, after);
    }
  }

  private void publish(ProcessState before, ProcessState after) {
    try {
      writeState();
    } catch (IOException e) {
      progress.line(
          DiskSpace.isExhausted(e)
              ? "The disk is full: the state can't be written."
              : "The state can't be written (%s → %s): %s"
                  .formatted(before.label(), after.label(), e.getMessage()));
    }
  }

  /** Taken and written in one step: an older state never replaces a newer one. */
  private void writeState() throws IOException {
    synchronized (stateFile) {
      stateFile.write(state());
    }
  }

  private SystemState state() {
    List<ProcessStatus> processes = settings.processes().stream().map(this::status).toList();
    return new SystemState(
        ProcessHandle.current().pid(), phase, settings.port(Part.GATEWAY), processes);
  }

  private ProcessStatus status(PartProcess process) {
    Supervisor supervisor = supervisors.get(process);
    ProcessState state = supervisor == null ? new ProcessState.Stopped() : supervisor.state();
    OptionalLong pid = state.pid();
    return new ProcessStatus(
        process.name(),
        pid.isPresent() ? pid.getAsLong() : null,
        process.port(),
        state.label(),
        state.detail(),
        supervisor == null ? 0 : supervisor.restarts());
  }
}
