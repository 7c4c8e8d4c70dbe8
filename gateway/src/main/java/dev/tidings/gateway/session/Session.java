package dev.tidings.gateway.session;

import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.outbound.Lane;
import dev.tidings.gateway.outbound.Outbound;
import dev.tidings.gateway.protocol.Decoded;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.gateway.subscription.Subscriber;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.identity.CurrentUser;
import java.time.Instant;
import java.util.Set;

/** One client's presence at this gateway: who it is, what it gets, and the way to it. */
public final class Session implements Subscriber {

  private final String id;
  private final Transport transport;
  private final Instant openedAt;
  private final Outbound outbound;
  private final SubscribedChannels channels = new SubscribedChannels();
  private volatile VerifiedToken token;
  private volatile boolean closed;
  private volatile FrameLog log = FrameLog.NONE;

  public Session(
      String id, VerifiedToken token, Transport transport, Outbound outbound, Instant openedAt) {
    this.id = id;
    this.token = token;
    this.transport = transport;
    this.outbound = outbound;
    this.openedAt = openedAt;
  }

  /** Unique for ever; clients see it. */
  public String id() {
    return id;
  }

  /** The user, by the newest token. */
  public CurrentUser user() {
    return token.user();
  }

  /** The newest token that the client gave. */
  public VerifiedToken token() {
    return token;
  }

  /** Takes a newer token of the same user and workspace. */
  public void renew(VerifiedToken newer) {
    token = newer;
  }

  /** How frames reach the client. */
  public Transport transport() {
    return transport;
  }

  public Instant openedAt() {
    return openedAt;
  }

  /** The way to the client. */
  public Outbound outbound() {
    return outbound;
  }

  /** Sends a frame after all that were sent before it. */
  public void send(ServerFrame frame) {
    log.sent(this, frame);
    outbound.send(Frame.of(frame));
  }

  @Override
  public Lane lane() {
    return outbound.lane();
  }

  @Override
  public void deliver(Frame frame) {
    log.sent(this, frame.content());
    outbound.deliver(frame);
  }

  @Override
  public void left(Channel channel) {
    outbound.left(channel);
  }

  /** From now on its frames are seen by this one, and by no other. */
  public void log(FrameLog newer) {
    log = newer;
  }

  /** Its client has sent something, on which nothing was done yet. */
  public void received(Decoded decoded) {
    log.received(this, decoded);
  }

  /** The key of a channel of the session's workspace, which is the only one it can name. */
  public ChannelKey key(Channel channel) {
    return new ChannelKey(token.user().workspace(), channel);
  }

  /** The subscribed channels; may be read while they change, and changed by nobody else. */
  public Set<Channel> channels() {
    return channels;
  }

  /** How far the channel's subscription has come; null if there is none. */
  public Stage stage(Channel channel) {
    return channels.get(channel);
  }

  /** Sets or, by null, ends the channel's subscription. Only while the channel is held. */
  void enter(Channel channel, Stage stage) {
    if (stage == null) {
      channels.take(channel);
    } else {
      channels.put(channel, stage);
    }
  }

  /** Whether the connection is gone; then nothing may be subscribed any more. */
  public boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
