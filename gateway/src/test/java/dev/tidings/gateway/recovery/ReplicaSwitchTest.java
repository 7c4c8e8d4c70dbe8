package dev.tidings.gateway.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.access.Policies;
import dev.tidings.gateway.fanout.LogPartition;
import dev.tidings.gateway.outbound.ConnectionWriter;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.outbound.Lane;
import dev.tidings.gateway.outbound.Outbound;
import dev.tidings.gateway.outbound.OutboundMetrics;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Transport;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Profile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R-G8. Three replicas read two topics at their own pace, are killed and begin anew; the log loses
 * its oldest records now and then; clients go from replica to replica and are cut off after any
 * frame, also in the middle of what is replayed. The model: a client has each event of its channel
 * once, each topic's in order, from its first subscription on; and it is told otherwise only if the
 * log has lost something that it had not got.
 */
class ReplicaSwitchTest {

  private static final List<String> TOPICS = List.of("main.v1", "ingress.v1");
  private static final int REPLICAS = 3;
  private static final int CHANNELS = 5;
  private static final int CLIENTS = 8;
  private static final int STEPS = 3_000;
  private static final int MAX_EVENTS = 100_000;

  private final ChannelPolicy policy = Policies.of("campaign", TOPICS, MAX_EVENTS);
  private final SimulatedLog log = new SimulatedLog(TOPICS, 2);
  private final List<Replica> replicas = new ArrayList<>();
  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
  private final Lane lane = new Lane(loop, new OutboundMetrics(new SimpleMeterRegistry()));

  private final AtomicInteger replayed = new AtomicInteger();
  private final List<String> refusedInVain = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    loop.shutdownNow();
  }

  /** Waits until the loop has done what it was given. */
  private void flush() {
    try {
      for (int i = 0; i < 3; i++) {
        loop.submit(() -> {}).get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20_260_131, 7_777_777, 424_242})
  void shouldGiveEachEventOnce(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    for (int i = 0; i < REPLICAS; i++) {
      replicas.add(replica(random));
    }
    var clients = new ArrayList<Client>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new Client("seed " + seed + ", client " + i, i % CHANNELS));
    }
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(12)) {
        case 0 -> clients.get(random.nextInt(CLIENTS)).cutOff(random.nextInt(4));
        case 1 -> clients.get(random.nextInt(CLIENTS)).connect(random);
        case 2 -> {
          if (random.nextInt(20) == 0) {
            restart(random, clients);
          } else if (random.nextInt(20) == 0) {
            loseSome(random);
          }
        }
        case 3, 4, 5, 6 ->
            log.publish(TOPICS.get(random.nextInt(2)), channel(random.nextInt(CHANNELS)));
        default -> read(random);
      }
    }
    replicas.forEach(this::readAll);
    clients.forEach(
        client -> {
          client.connect(random);
          client.take(Integer.MAX_VALUE);
          client.check();
        });
    assertThat(refusedInVain).isEmpty();
    assertThat(replayed.get()).as("seed " + seed).isGreaterThan(100);
  }

  private Replica replica(RandomGenerator random) {
    RecoveryConfig config = config(random.nextInt(5_000, 60_000), random.nextInt(300, 4_000));
    return new Replica(log, policy, config, random.nextInt(40));
  }

  private void restart(RandomGenerator random, List<Client> clients) {
    int which = random.nextInt(REPLICAS);
    clients.stream()
        .filter(client -> client.replica == replicas.get(which))
        .forEach(client -> client.cutOff(random.nextInt(4)));
    replicas.set(which, replica(random));
  }

  /** Only what every replica has read, as retention is longer than any lag. */
  private void loseSome(RandomGenerator random) {
    replicas.forEach(this::readAll);
    for (TopicPartition partition : log.all()) {
      log.lose(partition, log.end(partition) - random.nextLong(log.end(partition) + 1));
    }
  }

  private void read(RandomGenerator random) {
    Replica replica = replicas.get(random.nextInt(REPLICAS));
    for (TopicPartition partition : log.all()) {
      for (int i = random.nextInt(3); i > 0; i--) {
        replica.read(partition);
      }
    }
  }

  private void readAll(Replica replica) {
    for (TopicPartition partition : log.all()) {
      while (replica.read(partition)) {
        continue;
      }
    }
  }

  private static Channel channel(int number) {
    return Channel.of("campaign", "" + number);
  }

  /** A client of one channel, over all its connections. */
  private final class Client {

    private final String name;
    private final Channel channel;
    private final List<String> received = new ArrayList<>();
    private final Map<String, Long> since = new HashMap<>();
    private Position position;
    private Replica replica;
    private Session session;
    private Socket socket;

    Client(String name, int channel) {
      this.name = name;
      this.channel = channel(channel);
    }

    void connect(RandomGenerator random) {
      cutOff(Integer.MAX_VALUE);
      replica = replicas.get(random.nextInt(REPLICAS));
      readAll(replica);
      socket = new Socket();
      session =
          new Session(
              name,
              new VerifiedToken(
                  "t",
                  new CurrentUser(
                      "alice", SimulatedLog.WORKSPACE, Set.of(), new Profile(null, null, null)),
                  Instant.MAX),
              Transport.WEBSOCKET,
              new Outbound(socket, 1 << 24, () -> {}),
              Instant.EPOCH);
      session.outbound().open(Frame.of(new ServerFrame.Pong("first", Instant.EPOCH)));
      flush();
      boolean lost = position != null && hasLostSomethingOf();
      replica
          .recovery()
          .subscribe(
              session, List.of(new ChannelSince(channel, position)), (c, o) -> told(o, lost));
      flush();
    }

    /** Whether the log has lost what this client has not got. */
    private boolean hasLostSomethingOf() {
      long[] has = {position.offset(), position.also().getFirst()};
      for (int i = 0; i < TOPICS.size(); i++) {
        for (TopicPartition partition : log.all()) {
          if (partition.topic().equals(TOPICS.get(i))
              && holds(partition)
              && has[i] + 1 < log.beginning(partition)) {
            return true;
          }
        }
      }
      return false;
    }

    private boolean holds(TopicPartition partition) {
      byte[] key = (SimulatedLog.WORKSPACE + "/" + channel.value()).getBytes(UTF_8);
      return LogPartition.of(key, log.partitions()) == partition.partition();
    }

    private void told(RecoveryOutcome outcome, boolean lost) {
      if (outcome
          instanceof RecoveryOutcome.Refused(RefusalReason reason, String reload, Position now)) {
        if (!lost) {
          refusedInVain.add(name + ": " + reason);
        }
        session.send(new ServerFrame.Resync(channel, reason.code()));
      }
      if (outcome instanceof RecoveryOutcome.Recovered(int count, Position from)) {
        replayed.addAndGet(count);
      }
      session.send(new ServerFrame.Subscribed(channel, outcome.position(), Instant.EPOCH));
    }

    /** Takes some of what was written, and never sees the rest. */
    void cutOff(int frames) {
      if (session != null) {
        take(frames);
        replica.subscriptions().end(session);
        flush();
        session = null;
        replica = null;
      }
    }

    void take(int frames) {
      flush();
      for (ServerFrame frame : socket.written.subList(0, Math.min(frames, socket.written.size()))) {
        switch (frame) {
          case ServerFrame.Event event -> {
            assertThat(received).as(name).doesNotContain(event.eventId());
            received.add(event.eventId());
            position = event.position();
          }
          case ServerFrame.Subscribed subscribed -> {
            if (position == null) {
              begin(subscribed.position());
            }
            position = subscribed.position();
          }
          case ServerFrame.Resync resync -> {
            received.clear();
            position = null;
          }
          case ServerFrame.Pong pong -> assertThat(pong.id()).isEqualTo("first");
          default -> throw new AssertionError(name + " got " + frame);
        }
      }
      socket.written.clear();
    }

    /** What the client is to get from here on. */
    private void begin(Position from) {
      since.put("main.v1", from.offset());
      since.put("ingress.v1", from.also().getFirst());
    }

    void check() {
      for (TopicPartition partition : log.all()) {
        if (holds(partition)) {
          var own = new ArrayList<String>();
          for (long i = since.get(partition.topic()) + 1; i < log.end(partition); i++) {
            CloudEvent event = log.at(partition, i);
            if (event.channel().equals(channel)) {
              own.add(event.id());
            }
          }
          assertThat(received)
              .as(name + " of " + partition)
              .filteredOn(id -> id.startsWith(partition.topic()))
              .isEqualTo(own);
        }
      }
    }
  }

  /** A socket that takes everything; what it took can be seen up to any frame. */
  private final class Socket implements ConnectionWriter {

    private final List<ServerFrame> written = new ArrayList<>();

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public boolean write(List<Frame> frames) {
      frames.forEach(frame -> written.add(frame.content()));
      return true;
    }

    @Override
    public void whenSent(Runnable task) {
      throw new AssertionError("all was sent");
    }

    @Override
    public void ping() {
      throw new AssertionError("nobody asks");
    }

    @Override
    public void close(int code, String reason) {
      throw new AssertionError("closed with " + code);
    }
  }

  private static RecoveryConfig config(int windowBytes, int pageBytes) {
    Map<String, Object> values =
        Map.of(
            "windowBytes",
            new MemorySize(BigInteger.valueOf(windowBytes)),
            "pageBytes",
            new MemorySize(BigInteger.valueOf(pageBytes)),
            "windowAge",
            Duration.ofHours(1),
            "quietChannels",
            3,
            "behindTimeout",
            Duration.ofSeconds(30),
            "scanTimeout",
            Duration.ofSeconds(30));
    return (RecoveryConfig)
        Proxy.newProxyInstance(
            ReplicaSwitchTest.class.getClassLoader(),
            new Class<?>[] {RecoveryConfig.class},
            (proxy, method, arguments) -> values.get(method.getName()));
  }
}
