package dev.tidings.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** Somebody's site: pages that carry a tracker, and the scripts that lie beside them. */
final class Website implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, byte[]> scripts = new HashMap<>();
  private volatile String head = "";

  Website() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** The address of a page. */
  String page(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  /** What stands in the head of every page from now on. */
  void carry(String head) {
    this.head = head;
  }

  void put(String path, byte[] script) {
    scripts.put(path, script);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] script = scripts.get(exchange.getRequestURI().getPath());
    byte[] body = script == null ? page() : script;
    exchange
        .getResponseHeaders()
        .set("Content-Type", script == null ? "text/html; charset=utf-8" : "text/javascript");
    exchange.sendResponseHeaders(200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private byte[] page() {
    return """
        <!doctype html>
        <html lang="en">
          <head><meta charset="utf-8"><title>Somebody's page</title><link rel="icon" href="data:,">%s</head>
          <body style="height: 5000px">
            <button data-tidings-event="Sign up" data-tidings-prop-plan="team">Sign up</button>
            <a href="/files/price-list.pdf" onclick="event.preventDefault()">Prices</a>
            <a href="https://elsewhere.example/there?secret=1" onclick="event.preventDefault()">Elsewhere</a>
          </body>
        </html>
        """
        .formatted(head)
        .getBytes(UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
