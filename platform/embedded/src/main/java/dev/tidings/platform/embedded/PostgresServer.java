package dev.tidings.platform.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server on a data directory of its own. Everything that PostgreSQL promises about
 * durability stays as it is by default, {@code fsync} included. The superuser is {@value
 * #SUPERUSER}; its password is made at the first start and kept beside the data, readable by the
 * owner only.
 */
public final class PostgresServer implements EmbeddedServer {

  public static final String SUPERUSER = "postgres";

  /** Data directories of another major version can't be used. */
  static final String MAJOR_VERSION = "18";

  private static final int MAX_CONNECTIONS = 200;

  private final PostgresBinaries binaries;
  private final Path data;
  private final Path passwordFile;
  private final int port;

  /**
   * @param directory holds the cluster and the superuser's password; made at the first start
   * @param port on 127.0.0.1
   */
  public PostgresServer(PostgresBinaries binaries, Path directory, int port) {
    this.binaries = binaries;
    this.data = directory.resolve("cluster");
    this.passwordFile = directory.resolve("superuser.password");
    this.port = port;
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public int port() {
    return port;
  }

  /** The superuser's password; there is one after {@link #prepare()}. */
  public String password() throws EmbeddedServerException {
    try {
      return Files.readString(passwordFile).strip();
    } catch (IOException e) {
      throw new EmbeddedServerException.BrokenDataDirectory(
          "The password of PostgreSQL's superuser can't be read from " + passwordFile + ".");
    }
  }

  /** The JDBC URL of a database on this server, without user and password. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  @Override
  public void prepare() throws EmbeddedServerException, InterruptedException {
    if (Files.exists(data)) {
      checkCluster();
      removeStaleLock();
    } else {
      initialise();
    }
  }

  @Override
  public ProcessBuilder command() throws EmbeddedServerException {
    List<String> command = new ArrayList<>(UnprivilegedCommand.prefix());
    command.add(binaries.unpacked().resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data.toString()));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "port=" + port,
            "unix_socket_directories=",
            "max_connections=" + MAX_CONNECTIONS,
            "log_line_prefix=%m [%p] %q%u@%d ",
            "log_timezone=UTC",
            "timezone=UTC",
            "jit=off")) {
      command.addAll(List.of("-c", setting));
    }
    return withoutPostgresVariables(new ProcessBuilder(command));
  }

  /**
   * The status line that the postmaster keeps in its lock file, as {@code pg_ctl --wait} reads it:
   * true only after crash recovery, too.
   */
  @Override
  public boolean isReady(ProcessHandle process) {
    return lockFileLines()
        .filter(lines -> lines.size() >= 8)
        .filter(lines -> lines.getFirst().strip().equals(Long.toString(process.pid())))
        .filter(lines -> lines.get(7).strip().equals("ready"))
        .isPresent();
  }

  @Override
  public ProcessSignal stopSignal() {
    return ProcessSignal.INT;
  }

  private void initialise() throws EmbeddedServerException, InterruptedException {
    Path unfinished = data.resolveSibling("cluster.unfinished");
    try {
      Files.createDirectories(data.getParent());
      Directories.delete(unfinished);
      writePassword();
      List<String> command = new ArrayList<>(UnprivilegedCommand.prefix());
      command.addAll(
          List.of(
              binaries.unpacked().resolve("bin/initdb").toString(),
              "--pgdata=" + unfinished,
              "--username=" + SUPERUSER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C"));
      OneTimeCommand.run(
          "PostgreSQL's data directory " + data + " can't be initialised",
          withoutPostgresVariables(new ProcessBuilder(command)));
      Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw EmbeddedServerException.of("PostgreSQL's data directory can't be made", data, e);
    }
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  private void checkCluster() throws EmbeddedServerException {
    String version;
    try {
      version = Files.readString(data.resolve("PG_VERSION"), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw broken("is damaged: its PG_VERSION can't be read");
    }
    if (!version.matches("[0-9]{1,3}")) {
      throw broken("is damaged: its PG_VERSION holds no version");
    }
    if (!version.equals(MAJOR_VERSION)) {
      throw broken("was made by PostgreSQL " + version + ", this is PostgreSQL " + MAJOR_VERSION);
    }
    if (!Files.isReadable(data.resolve("global/pg_control"))) {
      throw broken("is damaged: global/pg_control can't be read");
    }
    password();
  }

  private EmbeddedServerException broken(String what) {
    return new EmbeddedServerException.BrokenDataDirectory(
        "PostgreSQL's data directory " + data + " " + what + ".");
  }

  /**
   * A lock file that survived a crash names a process id that any other process may have by now,
   * and PostgreSQL would not start then. It is removed unless a PostgreSQL has that id.
   */
  private void removeStaleLock() throws EmbeddedServerException {
    Optional<ProcessHandle> holder =
        lockFileLines()
            .filter(lines -> !lines.isEmpty())
            .filter(lines -> lines.getFirst().strip().matches("[0-9]{1,9}"))
            .flatMap(lines -> ProcessHandle.of(Long.parseLong(lines.getFirst().strip())));
    if (holder.isPresent() && isPostgres(holder.get())) {
      throw broken("is in use by the process " + holder.get().pid());
    }
    try {
      Files.deleteIfExists(lockFile());
    } catch (IOException e) {
      throw EmbeddedServerException.of("PostgreSQL's lock file can't be removed", data, e);
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.isAlive() && process.info().command().orElse("").endsWith("/postgres");
  }

  private Optional<List<String>> lockFileLines() {
    try {
      return Optional.of(Files.readAllLines(lockFile()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path lockFile() {
    return data.resolve("postmaster.pid");
  }

  /** PGPORT, PGDATA, PGOPTIONS and their like of the caller's shell must not steer this server. */
  private static ProcessBuilder withoutPostgresVariables(ProcessBuilder builder) {
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }
}
