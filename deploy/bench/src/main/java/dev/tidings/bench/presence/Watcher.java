package dev.tidings.bench.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.bench.wire.Closure;
import dev.tidings.bench.wire.Link;
import dev.tidings.bench.wire.LinkListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One person with one client, which follows some others and the counts of the workspace, and knows
 * what it was told of them. Lives in the loop's thread.
 */
final class Watcher implements LinkListener {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROSTER_CHANNEL = "presence:*";
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Crowd crowd;
  private final int number;
  private final Map<String, Integer> places = new HashMap<>();
  private final int[] watched;
  private final Known[] known;
  private Link link;
  private boolean away;
  private boolean idle;
  private boolean told;
  private long seq;
  private int frames;

  /** What was told of a person last. */
  private record Known(String status, long version) {}

  Watcher(Crowd crowd, int number, int[] watched) {
    this.crowd = crowd;
    this.number = number;
    this.watched = watched;
    this.known = new Known[watched.length];
    for (int i = 0; i < watched.length; i++) {
      places.put(Crowd.user(watched[i]), i);
    }
  }

  int number() {
    return number;
  }

  /** Whether it has been told all that there is since it connected last. */
  boolean isTold() {
    return told;
  }

  void untell() {
    told = false;
  }

  boolean isIdle() {
    return idle;
  }

  /** Frames of presence since they were counted anew. */
  int frames() {
    return frames;
  }

  void countAnew() {
    frames = 0;
  }

  /** How many of those whom it follows it believes to have another status than they have. */
  int wrong() {
    int wrong = 0;
    for (int i = 0; i < watched.length; i++) {
      String right = crowd.statusOf(watched[i]);
      if (known[i] == null || !known[i].status().equals(right)) {
        wrong++;
      }
    }
    return wrong;
  }

  void connect() {
    away = false;
    link = crowd.connect(this);
  }

  /** Is no longer used, or is used again. */
  void flip() {
    idle = !idle;
    link.send(
        idle
            ? "{\"type\":\"ACTIVITY\",\"data\":{\"type\":\"idle\"}}"
            : "{\"type\":\"ACTIVITY\",\"data\":{\"type\":\"viewing\",\"resourceType\":\"page\","
                + "\"resourceId\":\"home\"}}");
  }

  void leave() {
    away = true;
    if (link != null) {
      link.drop();
    }
  }

  @Override
  public void opened(Link opened) {
    told = false;
  }

  @Override
  public void message(Link from, byte[] bytes, int begin, int end, long arrivedNanos) {
    String text = new String(bytes, begin, end - begin, UTF_8);
    String type = text.substring(9, Math.max(9, text.indexOf('"', 9)));
    switch (type) {
      case "CONNECTED" -> {
        from.send(
            "{\"type\":\"SUBSCRIBE\",\"id\":\"r\",\"data\":{\"channel\":\""
                + ROSTER_CHANNEL
                + "\"}}");
        watch();
      }
      case "PRESENCE_CHANGES" -> {
        heard(text.length());
        changed(text);
      }
      case "PRESENCE_UPDATE", "PRESENCE_LIST", "USER_ACTIVITY" -> heard(text.length());
      case "ERROR" -> {
        crowd.refused(parse(text).at("/data/code").asText());
        crowd.later(AGAIN, this::watch);
      }
      default -> {}
    }
  }

  private void heard(int length) {
    frames++;
    crowd.heard(length);
  }

  private void watch() {
    if (!away && link != null) {
      link.send(
          IntStream.of(watched)
              .mapToObj(each -> "\"" + Crowd.user(each) + "\"")
              .collect(
                  Collectors.joining(
                      ",",
                      "{\"type\":\"PRESENCE_WATCH\",\"id\":\"w\",\"data\":{\"users\":[",
                      "]}}")));
    }
  }

  private void changed(String text) {
    JsonNode data = parse(text).path("data");
    long next = data.path("seq").asLong();
    if (next == 0) {
      told = true;
      Arrays.fill(known, null);
    } else if (next != seq + 1) {
      crowd.gap();
    }
    seq = next;
    for (JsonNode change : data.path("changes")) {
      Integer place = places.get(change.path("userId").asText());
      if (place == null) {
        crowd.stranger();
        continue;
      }
      long version = change.path("version").asLong();
      if (known[place] == null || version > known[place].version()) {
        known[place] = new Known(change.path("status").asText(), version);
      }
    }
  }

  @Override
  public void closed(Link gone, Closure closure) {
    told = false;
    if (!away) {
      crowd.lost(this, closure);
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalStateException("The gateway sent no JSON: " + text, e);
    }
  }
}
