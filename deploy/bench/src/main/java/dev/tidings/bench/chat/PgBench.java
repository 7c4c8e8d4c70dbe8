package dev.tidings.bench.chat;

import dev.tidings.bench.server.TargetException;
import dev.tidings.bench.tidings.SystemDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's own load generator, with prepared statements.
 *
 * @param program its path
 * @param work for scripts
 */
record PgBench(Path program, Path work) implements BareRun {

  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  /** Looks for it on the path, then where Debian keeps it. */
  static Optional<PgBench> find(Path work) {
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .map(directory -> Path.of(directory, "pgbench"));
    return Stream.concat(onPath, debian())
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new PgBench(program, work));
  }

  private static Stream<Path> debian() {
    try (var versions = Files.list(DEBIAN)) {
      return versions.map(version -> version.resolve("bin/pgbench")).toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  @Override
  public String name() {
    return "pgbench";
  }

  @Override
  public double run(
      ChatDatabase database, List<BareStatement> statements, int connections, Duration time)
      throws TargetException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + connections,
                "--jobs=2",
                "--time=" + Math.max(1, time.toSeconds()),
                "--host=127.0.0.1",
                "--port=" + database.port(),
                "--username=" + SystemDatabase.SUPERUSER,
                "--define=n=0",
                "--define=base=" + BareRun.base()));
    try {
      for (int i = 0; i < statements.size(); i++) {
        Path script = work.resolve("send-" + i + ".sql");
        Files.writeString(script, statements.get(i).script());
        command.add("--file=" + script);
      }
      command.add(SystemDatabase.NAME);
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("PGPASSWORD", database.password());
      builder.environment().put("PGOPTIONS", "-c search_path=" + ChatDatabase.SCHEMA);
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      Matcher rate = RATE.matcher(output);
      if (process.waitFor() != 0 || !rate.find()) {
        throw new TargetException("pgbench fails: " + output.strip());
      }
      return Double.parseDouble(rate.group(1));
    } catch (IOException e) {
      throw new TargetException("pgbench can't be run", e);
    }
  }
}
