package dev.tidings.gateway.subscription;

import static dev.tidings.gateway.support.Frames.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.gateway.access.Delivery;
import dev.tidings.gateway.access.DeliveryRule;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.outbound.Lane;
import dev.tidings.gateway.outbound.OutboundMetrics;
import dev.tidings.gateway.support.Frames;
import dev.tidings.gateway.support.HandTurnedLoop;
import dev.tidings.platform.event.Channel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-G5, R-G9, R-G10: who gets which event, in which order, with several lanes and threads. */
class SubscriptionTableTest {

  private static final int LANES = 3;
  private static final int CHANNELS = 4;
  private static final int SUBSCRIBERS = 12;
  private static final int STEPS = 4_000;
  private static final Channel DASHBOARD = Channel.of("dashboard", "1");
  private static final DeliveryRule PACED =
      new DeliveryRule(Delivery.CONFLATE, Duration.ofSeconds(1));

  private final SubscriptionTable table = new SubscriptionTable(new SimpleMeterRegistry());

  /**
   * Two threads subscribe, each its own subscribers, while two publish, each to its own channels.
   * What a subscriber gets of a channel between its ACKs is a gapless part of the channel's log
   * that begins right after the position in the ACK.
   */
  @ParameterizedTest
  @ValueSource(longs = {3, 20_260_131, 555_555})
  void shouldHandOutExactlyWhatIsSubscribed(long seed) throws InterruptedException {
    List<ScheduledExecutorService> loops = new ArrayList<>();
    List<Recorder> recorders = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      loops.add(Executors.newSingleThreadScheduledExecutor());
    }
    var metrics = new OutboundMetrics(new SimpleMeterRegistry());
    List<Lane> lanes = loops.stream().map(loop -> new Lane(loop, metrics)).toList();
    for (int i = 0; i < SUBSCRIBERS; i++) {
      recorders.add(new Recorder(lanes.get(i % LANES)));
    }
    long[] last = new long[CHANNELS];
    var threads = new ArrayList<Thread>();
    for (int t = 0; t < 2; t++) {
      int thread = t;
      threads.add(
          Thread.ofPlatform()
              .start(() -> subscribeAtRandom(seed + thread, thread, recorders, last)));
      threads.add(
          Thread.ofPlatform().start(() -> publishAtRandom(seed + 10 + thread, thread, last)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (ScheduledExecutorService loop : loops) {
      loop.shutdown();
      assertThat(loop.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
    recorders.forEach(recorder -> recorder.check("seed " + seed, last));
    assertThat(table.size())
        .isEqualTo(recorders.stream().mapToLong(each -> each.subscriptions.size()).sum());
    assertThat(lanes).allMatch(lane -> lane.backlog() == 0);
  }

  private void subscribeAtRandom(long seed, int thread, List<Recorder> recorders, long[] last) {
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    for (int step = 0; step < STEPS; step++) {
      Recorder recorder = recorders.get(2 * random.nextInt(SUBSCRIBERS / 2) + thread);
      int channel = random.nextInt(CHANNELS);
      table.exclusively(
          key(channel),
          () -> {
            Subscription known = recorder.subscriptions.remove(channel);
            if (known == null) {
              recorder.subscriptions.put(channel, table.add(key(channel), recorder));
              recorder.told("ACK " + channel + " " + last[channel]);
            } else {
              table.remove(key(channel), known);
              recorder.told("END " + channel + " " + last[channel]);
            }
          });
    }
  }

  private void publishAtRandom(long seed, int thread, long[] last) {
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    for (int step = 0; step < STEPS; step++) {
      int channel = 2 * random.nextInt(CHANNELS / 2) + thread;
      table.exclusively(
          key(channel),
          () -> {
            long next = ++last[channel];
            table.deliver(
                key(channel), DeliveryRule.RESUME, () -> event("EVENT " + channel + " " + next));
          });
    }
  }

  private static ChannelKey key(int channel) {
    return new ChannelKey("acme", Channel.of("campaign", "" + channel));
  }

  /** What happened to one subscriber; written on its lane, read when that has ended. */
  private static final class Recorder implements Subscriber {

    private final Lane lane;
    private final Map<Integer, Subscription> subscriptions = new HashMap<>();
    private final List<String> history = new ArrayList<>();

    Recorder(Lane lane) {
      this.lane = lane;
    }

    void told(String what) {
      lane.execute(() -> history.add(what));
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void deliver(Frame frame) {
      history.add(Frames.name(frame));
    }

    @Override
    public void left(Channel channel) {
      // Nothing is owed to this subscriber.
    }

    void check(String seed, long[] last) {
      Map<String, Long> at = new HashMap<>();
      for (String each : history) {
        String[] words = each.split(" ");
        String why = seed + ": " + each;
        long position = Long.parseLong(words[2]);
        switch (words[0]) {
          case "ACK" -> assertThat(at.put(words[1], position)).as(why).isNull();
          case "END" -> assertThat(at.remove(words[1])).as(why).isEqualTo(position);
          default -> assertThat(at.put(words[1], position)).as(why).isEqualTo(position - 1);
        }
      }
      subscriptions.forEach(
          (channel, subscription) ->
              assertThat(at).as(seed).containsEntry("" + channel, last[channel]));
      assertThat(at).as(seed).hasSameSizeAs(subscriptions);
    }
  }

  /** R-G17: many join one channel, and leave it in any order, without looking at each other. */
  @Test
  void shouldNotMindHowManyJoinOneChannel() throws InterruptedException {
    int many = 100_000;
    ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    var lane = new Lane(loop, new OutboundMetrics(new SimpleMeterRegistry()));
    var subscriptions = new ArrayList<Subscription>();
    var key = new ChannelKey("acme", Channel.WORKSPACE);
    var counted = new CountDownLatch(many / 2);
    for (int i = 0; i < many; i++) {
      subscriptions.add(table.add(key, new Counter(lane, counted)));
    }
    for (int i = 0; i < many; i += 2) {
      table.remove(key, subscriptions.get(i));
    }
    assertThat(table.deliver(key, DeliveryRule.RESUME, () -> event("a"))).isEqualTo(many / 2);
    assertThat(counted.await(30, TimeUnit.SECONDS)).isTrue();
    for (int i = 1; i < many; i += 2) {
      table.remove(key, subscriptions.get(i));
    }
    assertThat(table.size()).isZero();
    assertThat(table.deliver(key, DeliveryRule.RESUME, () -> event("b"))).isZero();
    loop.shutdown();
    assertThat(loop.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  private record Counter(Lane lane, CountDownLatch counted) implements Subscriber {

    @Override
    public void deliver(Frame frame) {
      counted.countDown();
    }

    @Override
    public void left(Channel channel) {
      // Nothing is owed to this subscriber.
    }
  }

  /** R-G10: the first at once, then the latest of each subject, in order, once in the interval. */
  @Test
  void shouldPaceAChannel() {
    var loop = new HandTurnedLoop();
    var early = new Listener(loop.lane());
    var late = new Listener(loop.lane());
    add(early);
    publish("a1", "a");
    publish("a2", "a");
    publish("b1", "b");
    loop.turn();
    assertThat(early.got).containsExactly("a1");
    add(late);
    publish("c1", "c");
    publish("a3", "a");
    loop.turnAfter(Duration.ofMillis(900));
    assertThat(early.got).containsExactly("a1");
    loop.turnAfter(Duration.ofMillis(200));
    assertThat(early.got).containsExactly("a1", "b1", "c1", "a3");
    assertThat(late.got).as("b1 came before it").containsExactly("c1", "a3");
    publish("a4", "a");
    loop.turn();
    assertThat(early.got).as("the next interval").hasSize(4);
    loop.turnAfter(Duration.ofMillis(1100));
    assertThat(early.got).endsWith("a3", "a4");
    loop.turnAfter(Duration.ofMillis(1100));
    publish("a5", "a");
    loop.turn();
    assertThat(early.got).as("after a quiet interval at once").endsWith("a4", "a5");
    assertThat(loop.count("tidings.gateway.conflated")).isEqualTo(1);
  }

  private void add(Subscriber subscriber) {
    table.add(new ChannelKey("acme", DASHBOARD), subscriber);
  }

  private void publish(String id, String subject) {
    table.deliver(
        new ChannelKey("acme", DASHBOARD),
        PACED,
        () -> event(DASHBOARD.value(), id, subject, Delivery.CONFLATE));
  }

  private static final class Listener implements Subscriber {

    private final Lane lane;
    private final List<String> got = new ArrayList<>();

    Listener(Lane lane) {
      this.lane = lane;
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void deliver(Frame frame) {
      got.add(Frames.name(frame));
    }

    @Override
    public void left(Channel channel) {
      // Nothing is owed to this subscriber.
    }
  }
}
