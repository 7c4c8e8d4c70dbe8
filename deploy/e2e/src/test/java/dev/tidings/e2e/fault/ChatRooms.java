package dev.tidings.e2e.fault;

import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A workspace of rooms that all its users are members of, some of them connected. */
final class ChatRooms implements AutoCloseable {

  /** Messages a second of the main load. */
  static final int RATE = Integer.getInteger("tidings.e2e.load.rate", 60);

  private static final int ROOMS = Integer.getInteger("tidings.e2e.load.rooms", 20);
  private static final int REST_SENDERS = 4;
  private static final int LIVE_SENDERS = 2;
  private static final int SUBSCRIBERS = 3;
  private static final Duration ARRIVAL = Duration.ofSeconds(20);

  private final String workspace;
  private final TestUser owner;
  private final List<String> rooms;
  private final List<Sender> senders = new ArrayList<>();
  private final List<Subscriber> subscribers;

  ChatRooms(TidingsSystem system, String workspace) {
    this.workspace = workspace;
    this.owner = system.user("owner", workspace);
    List<TestUser> writers = users(system, "writer", REST_SENDERS + LIVE_SENDERS);
    List<TestUser> readers = users(system, "reader", SUBSCRIBERS);
    var members = new ArrayList<>(writers);
    members.addAll(readers);
    this.rooms =
        IntStream.range(0, ROOMS)
            .mapToObj(i -> owner.createRoom("Room " + i, members.toArray(TestUser[]::new)))
            .toList();
    writers.subList(0, REST_SENDERS).forEach(each -> senders.add(new RestSender(each)));
    writers
        .subList(REST_SENDERS, writers.size())
        .forEach(each -> senders.add(new LiveSender(each)));
    this.subscribers = readers.stream().map(Subscriber::start).toList();
  }

  /** Starts to send to all the rooms. */
  MessageLoad load(int perSecond) {
    return MessageLoad.start(senders, rooms, perSecond);
  }

  /** Sends a message to each room and waits until every subscriber has it: the flow is whole. */
  void awaitDeliveryInEveryRoom() {
    List<String> last =
        rooms.stream().map(room -> owner.send(room, "Last").path("id").asText()).toList();
    for (Subscriber subscriber : subscribers) {
      subscriber
          .latest()
          .awaitFrames(
              last.size(),
              ARRIVAL,
              frame ->
                  frame.is("MESSAGE_RECEIVED") && last.contains(frame.data().path("id").asText()));
    }
  }

  /** Every connection that a subscriber has had. */
  List<LiveClient> connections() {
    return subscribers.stream().flatMap(each -> each.connections().stream()).toList();
  }

  String workspace() {
    return workspace;
  }

  TestUser owner() {
    return owner;
  }

  @Override
  public void close() {
    subscribers.forEach(Subscriber::close);
    for (Sender sender : senders) {
      if (sender instanceof LiveSender live) {
        live.close();
      }
    }
  }

  private List<TestUser> users(TidingsSystem system, String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> system.user(name + "-" + i, workspace)).toList();
  }
}
