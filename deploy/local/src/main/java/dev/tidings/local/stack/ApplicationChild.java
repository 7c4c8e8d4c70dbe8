package dev.tidings.local.stack;

import dev.tidings.local.process.Child;
import dev.tidings.local.settings.Part;
import dev.tidings.local.settings.PartProcess;
import dev.tidings.platform.embedded.DelayedCompilation;
import dev.tidings.platform.embedded.ProcessSignal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A service or the gateway, as packaged by its module.
 *
 * @param environment its configuration, on top of the launcher's own environment
 */
record ApplicationChild(PartProcess process, Path root, Map<String, String> environment)
    implements Child {

  private static final List<String> JVM_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final List<String> SERVICE_MEMORY = List.of("-Xms64m", "-Xmx384m");

  /**
   * A young generation of fixed size, so that the garbage of ten thousand handshakes doesn't grow
   * the process, and small headers, because a connection is many small objects. Its code is hot as
   * soon as anybody connects, so the optimising compiler is not kept waiting; but those who connect
   * go before it.
   */
  private static final List<String> GATEWAY_OPTIONS =
      List.of(
          "-Xms96m",
          "-Xmx768m",
          "-Xmn32m",
          "-XX:+UseCompactObjectHeaders",
          "-XX:ThreadPriorityPolicy=1",
          "-XX:CompilerThreadPriority=10");

  /**
   * What it does comes in rushes of some seconds, when everybody comes in or a gateway dies: over
   * before the optimising compiler would have earned what it takes.
   */
  private static final List<String> PRESENCE_OPTIONS = List.of("-XX:TieredStopAtLevel=1");

  /**
   * Who answers clients goes before who follows what they do, where all share a few processors:
   * each connection that begins or ends is work for these as well.
   */
  private static final Set<Part> FOLLOWERS =
      Set.of(Part.NOTIFICATION, Part.PRESENCE, Part.ANALYTICS);

  private static final List<String> AFTER_OTHERS = List.of("nice", "-n", "5");

  private static final int TIMEOUT_MILLIS = 1_500;

  @Override
  public String name() {
    return process.name();
  }

  @Override
  public ProcessBuilder command() {
    List<String> command = new ArrayList<>();
    if (FOLLOWERS.contains(process.part())) {
      command.addAll(AFTER_OTHERS);
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    if (process.part() == Part.GATEWAY) {
      command.addAll(GATEWAY_OPTIONS);
    } else {
      command.addAll(
          process.part() == Part.PRESENCE ? PRESENCE_OPTIONS : DelayedCompilation.OPTIONS);
      command.addAll(SERVICE_MEMORY);
    }
    command.addAll(furtherOptions());
    command.addAll(List.of("-jar", jar(root, process.part()).toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().putAll(environment);
    return builder;
  }

  /**
   * What the environment adds; of two options that contradict each other, the JVM takes the last.
   */
  private static List<String> furtherOptions() {
    return Stream.of(System.getenv().getOrDefault("TIDINGS_JVM_OPTIONS", "").split(" "))
        .filter(option -> !option.isBlank())
        .toList();
  }

  /** The health endpoint's answer: 200 if the application and what it needs are well. */
  @Override
  public boolean isReady(ProcessHandle handle) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + process.port() + "/q/health/ready")
                  .toURL()
                  .openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public ProcessSignal stopSignal() {
    return ProcessSignal.TERM;
  }

  static Path jar(Path root, Part part) {
    return root.resolve(part.processName()).resolve("target/quarkus-app/quarkus-run.jar");
  }
}
