package dev.tidings.platform.embedded.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.embedded.Ports;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedServersTest {

  private static final Path MODULE = Path.of("target").toAbsolutePath();
  private static final Duration IDLE = Duration.ofSeconds(2);

  @TempDir Path directory;

  @Test
  void shouldBeOneForAllHoldersAndEndAfterTheLast() throws Exception {
    SharedServersLease first = SharedServersLease.acquire(directory, MODULE, IDLE);
    SharedServersLease second = SharedServersLease.acquire(directory, MODULE, IDLE);
    SharedServersAddress address = first.address();
    assertThat(second.address()).isEqualTo(address);

    first.close();
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + address.postgresPort() + "/postgres",
            "postgres",
            address.postgresPassword())) {
      assertThat(connection.isValid(5)).isTrue();
    }
    second.close();

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !Ports.accepts(address.postgresPort())
                    && !Ports.accepts(address.leasePort())
                    && runDirectories().isEmpty());
    assertThat(directory.resolve(SharedServersProcess.ADDRESS_FILE)).doesNotExist();
  }

  @Test
  void shouldGrantNothingOnceIdleAndCountHoldersThatComeAtOnce() throws Exception {
    try (Leases leases = new Leases(Duration.ofMillis(50));
        ExecutorService holders = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> holder =
          () -> {
            try (var socket = new Socket("127.0.0.1", leases.port())) {
              return socket.getInputStream().read();
            }
          };
      for (Future<Integer> answer : holders.invokeAll(List.of(holder, holder, holder))) {
        assertThat(answer.get()).isEqualTo('+');
      }

      leases.awaitIdle();

      assertThat(holder.call()).isEqualTo(-1);
    }
  }

  private List<Path> runDirectories() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.getFileName().toString().startsWith("run-")).toList();
    }
  }
}
