package dev.tidings.gateway.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.platform.event.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The services' side of the contract over real HTTP: chat-service's memberships and messages,
 * presence-service's look-up, and an echo for everything else. The real services are the peers in
 * the end-to-end tests.
 */
public class PeerServices implements QuarkusTestResourceLifecycleManager {

  /** {@code workspace/user} to rooms. */
  private static final Map<String, Set<String>> ROOMS = new ConcurrentHashMap<>();

  private static final AtomicInteger SEQUENCE = new AtomicInteger();
  private static final AtomicInteger LOOKUPS = new AtomicInteger();
  private static final List<JsonNode> MESSAGES = new CopyOnWriteArrayList<>();
  private static volatile boolean away;
  private static volatile CountDownLatch messagesPass = new CountDownLatch(0);

  private HttpServer server;

  /** The rooms of a user; changes are answered at once. */
  public static Set<String> rooms(String workspace, String user) {
    return ROOMS.computeIfAbsent(workspace + "/" + user, key -> ConcurrentHashMap.newKeySet());
  }

  /** While away, every request is answered 503. */
  public static void away(boolean isAway) {
    away = isAway;
  }

  /** Messages are not answered until the latch that is returned is counted down. */
  public static CountDownLatch holdMessages() {
    messagesPass = new CountDownLatch(1);
    return messagesPass;
  }

  /** How often rooms were looked up. */
  public static long lookups() {
    return LOOKUPS.get();
  }

  /** The messages of a room, in the order in which they came. */
  public static List<String> messages(String roomId) {
    return MESSAGES.stream()
        .filter(message -> message.path("roomId").asText().equals(roomId))
        .map(message -> message.path("message").asText())
        .toList();
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    var config = new HashMap<String, String>();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    for (String service : List.of("chat", "notification", "presence")) {
      config.put("tidings.gateway.services." + service + ".url", url);
    }
    config.put("tidings.gateway.services.analytics.url", "http://127.0.0.1:1");
    return config;
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (away) {
      respond(exchange, 503, Map.of());
    } else if (path.equals("/internal/memberships")) {
      LOOKUPS.incrementAndGet();
      var items = new ArrayList<Object>();
      for (JsonNode token : Json.mapper().readTree(body).path("tokens")) {
        items.add(Map.of("valid", true, "rooms", rooms(token.asText())));
      }
      respond(exchange, 200, Map.of("items", items));
    } else if (path.matches("/api/chat/rooms/[^/]+/membership")) {
      boolean member = mine(exchange).contains(path.split("/")[4]);
      respond(
          exchange,
          member ? 200 : 404,
          member ? Map.of("roomId", path.split("/")[4]) : Map.of("code", "not-found"));
    } else if (path.equals("/api/chat/messages") && exchange.getRequestMethod().equals("POST")) {
      message(exchange, Json.mapper().readTree(body));
    } else if (path.equals("/internal/presence")) {
      respond(exchange, 200, presence(Json.mapper().readTree(body).path("questions")));
    } else if (path.equals("/api/notifications/unknown/read")) {
      respond(exchange, 404, Map.of("code", "not-found", "title", "Not found"));
    } else if (path.equals("/api/notifications/busy/read")) {
      exchange.getResponseHeaders().set("Retry-After", "3");
      respond(exchange, 429, Map.of("code", "rate-limited", "title", "Too many requests"));
    } else {
      var headers = new HashMap<String, List<String>>(exchange.getRequestHeaders());
      respond(
          exchange,
          200,
          Map.of(
              "method",
              exchange.getRequestMethod(),
              "uri",
              exchange.getRequestURI().toString(),
              "headers",
              headers,
              "body",
              new String(body, UTF_8)));
    }
  }

  /** Everybody is offline; whoever asks for {@code nobody} asks for too much. */
  private static Map<String, Object> presence(JsonNode questions) {
    var people = new ArrayList<Object>();
    var answers = new ArrayList<Object>();
    for (JsonNode question : questions) {
      var places = new ArrayList<Integer>();
      var problem = new HashMap<String, Object>();
      for (JsonNode user : question.path("userIds")) {
        if (user.asText().equals("nobody")) {
          problem.putAll(
              Map.of(
                  "code",
                  "rate-limited",
                  "title",
                  "Too many",
                  "detail",
                  "Wait.",
                  "retryAfterMs",
                  2000));
        }
        places.add(people.size());
        people.add(Map.of("userId", user.asText(), "status", "offline", "version", 1));
      }
      answers.add(problem.isEmpty() ? Map.of("people", places) : Map.of("problem", problem));
    }
    return Map.of("people", people, "answers", answers);
  }

  private static void message(HttpExchange exchange, JsonNode message) throws IOException {
    if (!mine(exchange).contains(message.path("roomId").asText())) {
      respond(
          exchange,
          404,
          Map.of("code", "not-found", "title", "Not found", "detail", "There is no such room."));
      return;
    }
    try {
      messagesPass.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
    MESSAGES.add(message);
    respond(
        exchange,
        201,
        Map.of(
            "id", "m-" + SEQUENCE.incrementAndGet(),
            "roomId", message.path("roomId").asText(),
            "message", message.path("message").asText()));
  }

  private static Set<String> mine(HttpExchange exchange) throws IOException {
    return rooms(
        exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length()));
  }

  private static Set<String> rooms(String token) throws IOException {
    JsonNode claims = Json.mapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    return rooms(claims.path("workspace").asText(), claims.path("sub").asText());
  }

  private static void respond(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = Json.bytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
