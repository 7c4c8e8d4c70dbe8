package dev.tidings.gateway.debug;

import dev.tidings.gateway.protocol.ClientFrame;
import dev.tidings.gateway.protocol.Decoded;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.FrameLog;
import dev.tidings.gateway.session.Session;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Writes a line for each frame: its type, ids, channel and what was decided. What a frame carries
 * is never written, nor is a token.
 */
@Singleton
final class FrameLogger implements FrameLog {

  private static final Logger LOG = Logger.getLogger("dev.tidings.gateway.debug.frames");

  @Override
  public void received(Session session, Decoded decoded) {
    write(
        session,
        "received",
        switch (decoded) {
          case Decoded.Invalid(String id, var code, String detail) ->
              "type=? id=%s refused=%s".formatted(id, code.code());
          case Decoded.Valid(ClientFrame frame) ->
              "type=%s id=%s%s".formatted(type(frame), frame.id(), channel(frame));
        });
  }

  @Override
  public void sent(Session session, ServerFrame frame) {
    write(session, "sent", describe(frame));
  }

  private static void write(Session session, String direction, String what) {
    LOG.infof(
        "Frame %s, connectionId=%s userId=%s workspace=%s %s",
        direction, session.id(), session.user().id(), session.user().workspace(), what);
  }

  private static String describe(ServerFrame frame) {
    return switch (frame) {
      case ServerFrame.Connected connected ->
          "type=CONNECTED channels=%d".formatted(connected.channels().size());
      case ServerFrame.Pong pong -> "type=PONG id=" + pong.id();
      case ServerFrame.Ack ack ->
          "type=ACK id=%s channel=%s position=%s%s"
              .formatted(ack.id(), ack.channel(), ack.position(), recovery(ack));
      case ServerFrame.Error error ->
          "type=ERROR id=%s code=%s retryable=%s"
              .formatted(error.id(), error.code(), error.retryable());
      case ServerFrame.Subscribed subscribed -> "type=SUBSCRIBED channel=" + subscribed.channel();
      case ServerFrame.Unsubscribed unsubscribed ->
          "type=UNSUBSCRIBED channel=" + unsubscribed.channel();
      case ServerFrame.Resync resync ->
          "type=RESYNC channel=%s reason=%s".formatted(resync.channel(), resync.reason());
      case ServerFrame.Disconnect disconnect ->
          "type=DISCONNECT code=%d afterMs=%s"
              .formatted(disconnect.code().code(), disconnect.afterMs());
      case ServerFrame.PresenceChanges presence ->
          "type=PRESENCE_CHANGES seq=%d changes=%d activities=%d"
              .formatted(presence.seq(), presence.changes().size(), presence.activities().size());
      case ServerFrame.Event event ->
          "type=%s channel=%s eventId=%s position=%s bytes=%d"
              .formatted(
                  event.type(),
                  event.channel(),
                  event.eventId(),
                  event.position(),
                  event.data().length);
    };
  }

  /** Of an answer's data only what recovery decided; the rest is a service's. */
  private static String recovery(ServerFrame.Ack ack) {
    if (ack.data() == null || !ack.data().has("recovered")) {
      return "";
    }
    return " recovered=%s replayed=%s reason=%s"
        .formatted(
            ack.data().path("recovered").asText(),
            ack.data().path("replayed").asText(),
            ack.data().path("reason").asText("-"));
  }

  /** The frames are named as their types are written. */
  private static String type(ClientFrame frame) {
    return frame
        .getClass()
        .getSimpleName()
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toUpperCase(Locale.ROOT);
  }

  private static String channel(ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.Subscribe subscribe ->
          " channel=%s since=%s".formatted(subscribe.channel(), subscribe.since());
      case ClientFrame.Unsubscribe unsubscribe -> " channel=" + unsubscribe.channel();
      default -> "";
    };
  }
}
