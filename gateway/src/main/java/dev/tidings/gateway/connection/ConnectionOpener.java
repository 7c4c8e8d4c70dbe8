package dev.tidings.gateway.connection;

import dev.tidings.gateway.access.AccessDecision;
import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.command.CommandConfig;
import dev.tidings.gateway.command.CommandQueue;
import dev.tidings.gateway.fanout.FanoutLoop;
import dev.tidings.gateway.limit.Traffic;
import dev.tidings.gateway.limit.TrafficRule;
import dev.tidings.gateway.outbound.ConnectionWriter;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.outbound.Outbound;
import dev.tidings.gateway.protocol.DisconnectCode;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.protocol.ServerFrame.ChannelPosition;
import dev.tidings.gateway.recovery.ResumeGrace;
import dev.tidings.gateway.session.OwnChannels;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Subscriptions;
import dev.tidings.gateway.session.Transport;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.gateway.upstream.chat.MemberRooms;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.EventIds;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Makes a session of a new connection, whatever its transport. */
@Singleton
public final class ConnectionOpener {

  private static final Logger LOG = Logger.getLogger(ConnectionOpener.class);

  private final Connections connections;
  private final Subscriptions subscriptions;
  private final MemberRooms rooms;
  private final ResumeGrace grace;
  private final FanoutLoop fanout;
  private final ChannelPolicy policy;
  private final ConnectionConfig config;
  private final CommandConfig commands;
  private final TrafficRule traffic;
  private final EventIds ids;
  private final Clock clock;

  ConnectionOpener(
      Connections connections,
      Subscriptions subscriptions,
      MemberRooms rooms,
      ResumeGrace grace,
      FanoutLoop fanout,
      ChannelPolicy policy,
      ConnectionConfig config,
      CommandConfig commands,
      TrafficRule traffic,
      EventIds ids,
      Clock clock) {
    this.connections = connections;
    this.subscriptions = subscriptions;
    this.rooms = rooms;
    this.grace = grace;
    this.fanout = fanout;
    this.policy = policy;
    this.config = config;
    this.commands = commands;
    this.traffic = traffic;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Begins the session of an admitted client; on the connection's event loop.
   *
   * @param resumes whether the client is going to say where it was
   * @param opened told on a virtual thread when {@code CONNECTED} is on its way; may block
   */
  public Connection open(
      ConnectionWriter writer,
      VerifiedToken token,
      Transport transport,
      boolean resumes,
      Consumer<Session> opened) {
    var self = new AtomicReference<Session>();
    var outbound =
        new Outbound(
            writer,
            config.maxQueuedBytes().asLongValue(),
            () -> connections.disconnect(self.get(), DisconnectCode.SLOW_CONSUMER));
    var session = new Session(ids.next(), token, transport, outbound, clock.instant());
    self.set(session);
    var connection =
        new Connection(
            session,
            writer,
            new CommandQueue(commands.maxPending()),
            new Traffic(traffic),
            clock.millis());
    connections.opened(connection);
    Thread.ofVirtual().name("open-" + session.id()).start(() -> welcome(session, resumes, opened));
    return connection;
  }

  private void welcome(Session session, boolean resumes, Consumer<Session> opened) {
    try {
      if (!fanout.awaitReady()) {
        connections.disconnect(session, DisconnectCode.INTERNAL);
        return;
      }
      var channels = new ArrayList<ChannelPosition>();
      for (Channel channel : OwnChannels.of(session.user())) {
        if (policy.decide(session.user(), channel) == AccessDecision.ALLOWED) {
          subscriptions.park(
              session, channel, position -> channels.add(new ChannelPosition(channel, position)));
        }
      }
      channels.addAll(rooms.subscribe(session));
      grace.begin(session, resumes);
      session
          .outbound()
          .open(
              Frame.of(
                  new ServerFrame.Connected(
                      session.id(),
                      session.user().id(),
                      session.user().workspace(),
                      config.heartbeat().toMillis(),
                      session.token().expiresAt(),
                      channels,
                      clock.instant())));
      opened.accept(session);
    } catch (RuntimeException e) {
      LOG.errorf(e, "A connection could not be opened, connectionId=%s", session.id());
      connections.disconnect(session, DisconnectCode.INTERNAL);
    }
  }
}
