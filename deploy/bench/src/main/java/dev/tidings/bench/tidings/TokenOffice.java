package dev.tidings.bench.tidings;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.bench.server.Seat;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Tokens of users who are all different, from {@code POST /dev/token}; each is fetched once. */
public final class TokenOffice implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI endpoint;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  TokenOffice(InetSocketAddress gateway) {
    this.endpoint =
        URI.create("http://" + gateway.getHostString() + ":" + gateway.getPort() + "/dev/token");
  }

  /** Fetches the tokens that are not here yet. */
  public void fetch(List<Seat> seats) throws InterruptedException {
    var free = new Semaphore(AT_ONCE);
    var pending = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Seat seat : seats) {
        if (tokens.containsKey(key(seat))) {
          continue;
        }
        free.acquire();
        pending.add(
            threads.submit(
                () -> {
                  try {
                    tokens.put(key(seat), fetch(seat));
                  } finally {
                    free.release();
                  }
                  return null;
                }));
      }
    }
    for (Future<?> each : pending) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("The gateway makes no tokens", e.getCause());
      }
    }
  }

  /** A token of an administrator of the workspace. */
  public String administrator(String workspace) throws InterruptedException {
    try {
      return fetch(Map.of("user", "root", "workspace", workspace, "roles", List.of("ADMIN")));
    } catch (IOException e) {
      throw new IllegalStateException("The gateway makes no tokens", e);
    }
  }

  /** The token of a seat that one was fetched for. */
  public String of(Seat seat) {
    return tokens.get(key(seat));
  }

  private static String key(Seat seat) {
    return seat.workspace() + "/" + user(seat);
  }

  /** The user of a seat. */
  public static String user(Seat seat) {
    return "u%05d".formatted(seat.number());
  }

  private String fetch(Seat seat) throws IOException, InterruptedException {
    return fetch(Map.of("user", user(seat), "workspace", seat.workspace()));
  }

  private String fetch(Map<String, ?> wanted) throws IOException, InterruptedException {
    byte[] body = JSON.writeValueAsBytes(wanted);
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("POST /dev/token answers " + response.statusCode());
    }
    return JSON.readTree(response.body()).path("token").asText();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
