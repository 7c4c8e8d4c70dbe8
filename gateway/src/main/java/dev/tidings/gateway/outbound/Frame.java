package dev.tidings.gateway.outbound;

import dev.tidings.gateway.access.Delivery;
import dev.tidings.gateway.protocol.FrameEncoder;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.platform.event.Channel;
import io.netty.buffer.ByteBuf;

/**
 * A frame on its way to the connections of one {@link Lane}, encoded once for all of them. What
 * waits in a slow connection's queue is a reference to it.
 *
 * <p>The text is shared and never changed, so a frame may be made on any thread. Handed to a lane
 * it belongs to it; another lane gets a {@link #copy}, which shares the text.
 */
public final class Frame {

  private static final FrameEncoder ENCODER = new FrameEncoder();

  private final ServerFrame content;
  private final byte[] text;
  private final Delivery delivery;
  private final Topic topic;

  /** The text, framed for a WebSocket in direct memory, during one pass of the lane; else null. */
  private ByteBuf socketBuffer;

  /** What conflation takes for the same thing: a newer event makes an older one worthless. */
  record Topic(Channel channel, String about) {}

  private Frame(ServerFrame content, byte[] text, Delivery delivery, Topic topic) {
    this.content = content;
    this.text = text;
    this.delivery = delivery;
    this.topic = topic;
  }

  /** A frame that is never dropped and never replaced, encoded here and now. */
  public static Frame of(ServerFrame content) {
    return new Frame(content, ENCODER.encode(content), Delivery.RESUME, null);
  }

  /** A frame that is never dropped and never replaced, whose text is known. */
  public static Frame of(ServerFrame content, byte[] text) {
    return new Frame(content, text, Delivery.RESUME, null);
  }

  /**
   * An event under its namespace's rule, encoded here and now.
   *
   * @param subject what the event is about; null if its producer didn't say
   */
  public static Frame of(ServerFrame.Event event, String subject, Delivery delivery) {
    Topic topic =
        delivery == Delivery.CONFLATE
            ? new Topic(
                event.channel(), subject == null ? "type " + event.type() : "subject " + subject)
            : null;
    return new Frame(event, ENCODER.encode(event), delivery, topic);
  }

  /** The same frame for another lane. */
  public Frame copy() {
    return new Frame(content, text, delivery, topic);
  }

  /** What the text says. */
  public ServerFrame content() {
    return content;
  }

  /** The whole frame as UTF-8 JSON; shared, never to be changed. */
  public byte[] text() {
    return text;
  }

  /** The length of the text in bytes. */
  public int size() {
    return text.length;
  }

  /** What becomes of it under pressure. */
  public Delivery delivery() {
    return delivery;
  }

  /** What it is the latest of; null if it is not conflated. Equal for frames of the same thing. */
  public Object conflatesWith() {
    return topic;
  }

  ByteBuf socketBuffer() {
    return socketBuffer;
  }

  void socketBuffer(ByteBuf buffer) {
    socketBuffer = buffer;
  }
}
