package dev.tidings.notification.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that answers as a test wants. */
final class Endpoint implements AutoCloseable {

  private final URI address;
  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile int status = 204;
  private volatile String retryAfter;

  /** A request. */
  record Received(Map<String, List<String>> headers, byte[] body) {

    String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow()
          .getValue()
          .getFirst();
    }
  }

  Endpoint(URI address) throws IOException {
    this.address = address;
    server = HttpServer.create(new InetSocketAddress(address.getHost(), address.getPort()), 0);
    server.createContext(address.getPath(), this::answer);
    server.start();
  }

  URI address() {
    return address;
  }

  void answers(int newStatus, String newRetryAfter) {
    status = newStatus;
    retryAfter = newRetryAfter;
  }

  List<Received> received() {
    return received;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(
          new Received(
              Map.copyOf(exchange.getRequestHeaders()), exchange.getRequestBody().readAllBytes()));
      if (retryAfter != null) {
        exchange.getResponseHeaders().add("Retry-After", retryAfter);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
