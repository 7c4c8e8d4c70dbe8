package dev.tidings.platform.embedded.shared;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the shared servers are to be found.
 *
 * @param leasePort where a connection is a lease, see {@link SharedServersProcess}
 * @param postgresPort on 127.0.0.1
 * @param postgresPassword of the superuser {@code postgres}
 * @param kafkaBootstrapServers host and port of the broker
 */
public record SharedServersAddress(
    int leasePort, int postgresPort, String postgresPassword, String kafkaBootstrapServers) {

  /** What is in a file; empty if there is none or it isn't whole. */
  public static Optional<SharedServersAddress> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return Optional.of(
          new SharedServersAddress(
              Integer.parseInt(properties.getProperty("lease.port")),
              Integer.parseInt(properties.getProperty("postgres.port")),
              properties.getProperty("postgres.password"),
              properties.getProperty("kafka.bootstrap.servers")));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Readers see the whole file or none. */
  public void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("lease.port", Integer.toString(leasePort));
    properties.setProperty("postgres.port", Integer.toString(postgresPort));
    properties.setProperty("postgres.password", postgresPassword);
    properties.setProperty("kafka.bootstrap.servers", kafkaBootstrapServers);
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (Writer writer = Files.newBufferedWriter(unfinished)) {
      properties.store(writer, null);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
