package dev.tidings.bench.tidings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.bench.server.Conversation;
import dev.tidings.bench.server.Greeting;
import dev.tidings.bench.server.Notice;
import dev.tidings.bench.server.Seat;
import dev.tidings.bench.wire.Link;
import java.time.Duration;
import java.util.List;

/** A client of the gateway that keeps its channel's position and sends it when it comes back. */
public final class TidingsConversation implements Conversation {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Workspace members may subscribe to it, and only internal services publish to it. */
  private static final String NAMESPACE = "campaign:";

  private static final String SUBSCRIBE_ID = "s";
  private static final Greeting WAITING = new Greeting.Waiting();
  private static final Notice OTHER = new Notice.Other();

  private final Seat seat;
  private final String token;
  private final String channel;

  /** The last position of the channel, as JSON; empty before the first. */
  private final LastPosition position = new LastPosition();

  /**
   * A client that isn't connected yet.
   *
   * @param channel what it subscribes to, by the gateway's name of it
   */
  public TidingsConversation(Seat seat, String token, String channel) {
    this.seat = seat;
    this.token = token;
    this.channel = channel;
  }

  /** The channel's name at the gateway. */
  static String channel(String name) {
    return NAMESPACE + name;
  }

  @Override
  public String path() {
    return position.isEmpty() ? "/ws" : "/ws?resume=1";
  }

  @Override
  public List<String> headers() {
    return List.of("Authorization: Bearer " + token);
  }

  @Override
  public Greeting opened(Link link) {
    return WAITING;
  }

  @Override
  public Greeting answered(Link link, String text) {
    JsonNode frame = parse(text);
    String type = frame.path("type").asText();
    if (type.equals("CONNECTED")) {
      subscribe(link);
      return WAITING;
    }
    if (type.equals("DISCONNECT")) {
      return new Greeting.Refused("DISCONNECT " + frame.at("/data/code").asText());
    }
    if (!frame.path("id").asText().equals(SUBSCRIBE_ID)) {
      return WAITING;
    }
    if (!type.equals("ACK")) {
      return new Greeting.Refused("ERROR " + frame.at("/data/code").asText());
    }
    boolean recovered = frame.at("/data/recovered").asBoolean(false);
    if (frame.hasNonNull("position")) {
      position.set(frame.get("position").toString());
    }
    return new Greeting.Ready(recovered);
  }

  private void subscribe(Link link) {
    if (seat.crowded()) {
      link.send("{\"type\":\"UNSUBSCRIBE\",\"data\":{\"channel\":\"workspace\"}}");
    }
    ObjectNode frame = JSON.createObjectNode();
    frame.put("type", "SUBSCRIBE").put("id", SUBSCRIBE_ID);
    ObjectNode data = frame.putObject("data").put("channel", channel);
    if (!position.isEmpty()) {
      data.set("since", parse(position.toString()));
    }
    link.send(frame.toString());
  }

  @Override
  public Notice noticed(Link link, String text) {
    if (text.contains("\"DISCONNECT\"")) {
      JsonNode frame = parse(text);
      if (frame.path("type").asText().equals("DISCONNECT")) {
        return new Notice.Disconnect(Duration.ofMillis(frame.at("/data/afterMs").asLong(0)));
      }
    } else if (text.contains("\"RESYNC\"")) {
      return new Notice.Resync();
    }
    return OTHER;
  }

  @Override
  public void delivered(byte[] bytes, int from, int to) {
    position.takeFrom(bytes, from, to);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalStateException("The gateway sent no JSON: " + text, e);
    }
  }
}
