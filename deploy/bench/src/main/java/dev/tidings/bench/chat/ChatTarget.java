package dev.tidings.bench.chat;

import dev.tidings.bench.server.Conversation;
import dev.tidings.bench.server.Publisher;
import dev.tidings.bench.server.Seat;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.tidings.TidingsConversation;
import dev.tidings.bench.tidings.TidingsTarget;
import dev.tidings.bench.tidings.TokenOffice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A system whose channels are chat rooms: each has the members that listen to it, and the owner,
 * who writes. Publishing is a message by REST to chat-service.
 */
public final class ChatTarget implements Target {

  /** As many senders as connections. */
  static final int SENDERS = 8;

  static final String WORKSPACE = "bench";

  /** Far from those who listen. */
  private static final int FIRST_SENDER = 90_000;

  private final TidingsTarget system;
  private final List<Seat> senders;
  private Map<String, String> rooms = Map.of();

  /**
   * Looks at a system as chat; it ends with this.
   *
   * @param system running
   */
  public ChatTarget(TidingsTarget system) throws InterruptedException {
    this.system = system;
    this.senders =
        IntStream.range(FIRST_SENDER, FIRST_SENDER + SENDERS)
            .mapToObj(number -> new Seat(number, WORKSPACE, "", true))
            .toList();
    system.tokens().fetch(senders);
  }

  TidingsTarget system() {
    return system;
  }

  /** Where chat-service answers. */
  InetSocketAddress service() {
    return new InetSocketAddress(system.address().getAddress(), system.port("CHAT"));
  }

  /** The tokens of those who write; the first is the owner's. */
  List<String> senderTokens() {
    return senders.stream().map(system.tokens()::of).toList();
  }

  /** Those who write, but for the owner. */
  List<String> otherSenders() {
    return senders.stream().skip(1).map(TokenOffice::user).toList();
  }

  /** Makes rooms. */
  Rooms rooms() {
    return new Rooms(service(), senderTokens().getFirst());
  }

  @Override
  public String name() {
    return system.name();
  }

  @Override
  public InetSocketAddress address() {
    return system.address();
  }

  /** chat-service and the gateway: a message goes through both. */
  @Override
  public List<Long> serverProcesses() {
    var processes = new ArrayList<>(system.serverProcesses());
    processes.add(system.process("CHAT"));
    return processes;
  }

  @Override
  public List<Long> brokerProcesses() {
    return system.brokerProcesses();
  }

  /** Makes the rooms that the seats listen to. */
  @Override
  public void prepare(List<Seat> seats) throws InterruptedException {
    system.prepare(seats);
    var members = new LinkedHashMap<String, List<String>>();
    for (Seat seat : seats) {
      members
          .computeIfAbsent(seat.channel(), channel -> new ArrayList<>())
          .add(TokenOffice.user(seat));
    }
    try {
      rooms = rooms().make(members);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Conversation conversation(Seat seat) {
    return new TidingsConversation(
        seat, system.tokens().of(seat), "room:" + rooms.get(seat.channel()));
  }

  @Override
  public Publisher publisher(String workspace) {
    try {
      return new RestPublisher(service(), rooms, senderTokens().getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void collectGarbage() throws InterruptedException {
    system.collectGarbage();
  }

  @Override
  public void close() {
    system.close();
  }
}
