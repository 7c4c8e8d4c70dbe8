package dev.tidings.bench.chat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tidings.bench.server.Publisher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends messages over some connections, each in a thread of its own. A room always has the same
 * connection, which keeps its order; what waits for it shows in the latency.
 */
final class RestPublisher implements Publisher {

  private static final int CONNECTIONS = 8;
  private static final String PATH = "/api/chat/messages";

  /** Nobody sends an empty text. */
  private static final Message END = new Message("", "");

  private final Map<String, String> rooms;
  private final List<Sender> senders = new ArrayList<>();
  private final AtomicLong failures = new AtomicLong();

  private record Message(String room, String text) {}

  /**
   * Connects.
   *
   * @param rooms the ids of the rooms by their channels
   * @param token of a member of all of them
   */
  RestPublisher(InetSocketAddress service, Map<String, String> rooms, String token)
      throws IOException {
    this.rooms = Map.copyOf(rooms);
    for (int i = 0; i < CONNECTIONS; i++) {
      senders.add(new Sender(new RestConnection(service, token)));
    }
  }

  @Override
  public void publish(String channel, byte[] payload) {
    senders
        .get(Math.floorMod(channel.hashCode(), CONNECTIONS))
        .waiting
        .add(new Message(rooms.get(channel), new String(payload, US_ASCII)));
  }

  @Override
  public long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    senders.forEach(Sender::end);
  }

  private final class Sender {

    private final RestConnection connection;
    private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    Sender(RestConnection connection) {
      this.connection = connection;
      thread = Thread.ofPlatform().daemon().name("rest-publisher").start(this::run);
    }

    private void run() {
      try (connection) {
        for (Message next = waiting.take(); next != END; next = waiting.take()) {
          send(next);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        failures.incrementAndGet();
      }
    }

    private void send(Message message) throws IOException {
      String body = MessageLoad.body(message.room, message.text, MessageLoad.newClientId());
      if (!connection.post(PATH, body).created()) {
        failures.incrementAndGet();
      }
    }

    void end() {
      waiting.add(END);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
