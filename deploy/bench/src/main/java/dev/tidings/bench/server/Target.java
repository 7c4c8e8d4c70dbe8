package dev.tidings.bench.server;

import java.net.InetSocketAddress;
import java.util.List;

/** A running server under test. */
public interface Target extends AutoCloseable {

  /** A word for reports. */
  String name();

  /** Where clients connect now; asked before every attempt. */
  InetSocketAddress address();

  /** The processes whose CPU and memory count, by their ids; empty if they can't be told. */
  List<Long> serverProcesses();

  /** The processes of the broker that messages go through; empty if there is none. */
  default List<Long> brokerProcesses() {
    return List.of();
  }

  /** Makes what these clients need to be let in; nothing by default. */
  default void prepare(List<Seat> seats) throws InterruptedException {}

  /** How the client of a seat talks; after {@link #prepare}. */
  Conversation conversation(Seat seat);

  /** A new way to publish to the channels of a workspace. */
  Publisher publisher(String workspace);

  /** Asks for a full garbage collection, where that can be done from outside. */
  default void collectGarbage() throws InterruptedException {}

  /** Ends the server; nothing of it runs on return. */
  @Override
  void close();
}
