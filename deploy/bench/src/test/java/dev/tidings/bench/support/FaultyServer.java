package dev.tidings.bench.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.bench.server.Conversation;
import dev.tidings.bench.server.Greeting;
import dev.tidings.bench.server.Notice;
import dev.tidings.bench.server.Publisher;
import dev.tidings.bench.server.Seat;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.wire.Link;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A WebSocket server in this process. Who connects to {@code /<number>/<channel>} is subscribed; a
 * message is sent to each in the publisher's thread, with the fault that the plan says.
 */
public final class FaultyServer implements Target {

  /** Which fault to make. */
  @FunctionalInterface
  public interface Plan {
    /**
     * @param subscriber its number
     * @param message the how-manieth it would get, from 0 on
     */
    Fault fault(int subscriber, int message);
  }

  /** How a message is cut into frames and writes. */
  public enum Cut {
    WHOLE,
    /** Three fragments, with a ping between them. */
    FRAGMENTS,
    /** One frame, written byte by byte. */
    BYTES
  }

  private static final int TEXT = 0x81;
  private static final int TEXT_WITHOUT_END = 0x01;
  private static final int CONTINUATION = 0x00;
  private static final int LAST_CONTINUATION = 0x80;
  private static final int PING = 0x89;
  private static final int CLOSE = 0x88;

  private final ServerSocket listener;
  private final Plan plan;
  private final Cut cut;
  private final int admitted;
  private final Map<String, List<Member>> channels = new ConcurrentHashMap<>();

  /** Listens on a free port of this machine. */
  public FaultyServer(Plan plan, Cut cut) {
    this(plan, cut, Integer.MAX_VALUE);
  }

  private FaultyServer(Plan plan, Cut cut, int admitted) {
    this.plan = plan;
    this.cut = cut;
    this.admitted = admitted;
    try {
      listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** One that makes no mistakes. */
  public static FaultyServer correct() {
    return new FaultyServer((subscriber, message) -> Fault.NONE, Cut.WHOLE);
  }

  /** One that lets in all of some subscribers but one. */
  public static FaultyServer refusingTheLast(int subscribers) {
    return new FaultyServer((subscriber, message) -> Fault.NONE, Cut.WHOLE, subscribers - 1);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      String[] path = in.readLine().split(" ")[1].split("/");
      while (!in.readLine().isEmpty()) {
        // Headers don't matter.
        continue;
      }
      if (Integer.parseInt(path[1]) >= admitted) {
        socket.getOutputStream().write("HTTP/1.1 403 Forbidden\r\n\r\n".getBytes(UTF_8));
        socket.close();
        return;
      }
      var member = new Member(Integer.parseInt(path[1]), socket);
      member.write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(UTF_8));
      channels.computeIfAbsent(path[2], name -> new CopyOnWriteArrayList<>()).add(member);
      member.frame(TEXT, "welcome".getBytes(UTF_8));
      while (in.read() >= 0) {
        // What clients say doesn't matter either.
        continue;
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  /** Ends every connection without a word. */
  public void cutAll() {
    channels.values().forEach(members -> members.forEach(Member::end));
    channels.clear();
  }

  private final class Member {

    private final int number;
    private final Socket socket;
    private final OutputStream out;
    private int messages;
    private byte[] held;

    Member(int number, Socket socket) throws IOException {
      this.number = number;
      this.socket = socket;
      socket.setTcpNoDelay(true);
      this.out = socket.getOutputStream();
    }

    synchronized void write(byte[] bytes) throws IOException {
      out.write(bytes);
    }

    synchronized void frame(int first, byte[] payload) throws IOException {
      write(encode(first, payload));
    }

    void deliver(byte[] payload) {
      try {
        byte[] after = held;
        held = null;
        switch (plan.fault(number, messages++)) {
          case NONE -> send(payload);
          case LOSE -> {}
          case DOUBLE -> {
            send(payload);
            send(payload);
          }
          case SWAP -> held = payload;
          case GARBLE -> send(changed(payload, 8, '!'));
          case MISROUTE -> send(changed(payload, 16, 'f'));
          case STALE -> {
            send(changed(payload, 5, payload[5] == '0' ? '1' : '0'));
            send(payload);
          }
          case CLOSE -> {
            frame(CLOSE, new byte[] {0x0f, (byte) 0xa3});
            end();
          }
        }
        if (after != null) {
          send(after);
        }
      } catch (IOException e) {
        // The client is gone: it has lost the message.
      }
    }

    private void send(byte[] payload) throws IOException {
      byte[] json =
          ("{\"data\":\"" + new String(payload, UTF_8) + "\",\"position\":7}").getBytes(UTF_8);
      switch (cut) {
        case WHOLE -> frame(TEXT, json);
        case FRAGMENTS -> {
          int third = json.length / 3;
          frame(TEXT_WITHOUT_END, Arrays.copyOf(json, third));
          frame(PING, "are you there?".getBytes(UTF_8));
          frame(CONTINUATION, Arrays.copyOfRange(json, third, 2 * third));
          frame(LAST_CONTINUATION, Arrays.copyOfRange(json, 2 * third, json.length));
        }
        case BYTES -> {
          for (byte each : encode(TEXT, json)) {
            write(new byte[] {each});
          }
        }
      }
    }

    void end() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static byte[] changed(byte[] payload, int at, int to) {
    byte[] changed = payload.clone();
    changed[at] = (byte) to;
    return changed;
  }

  private static byte[] encode(int first, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 4).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else {
      frame.put((byte) 126).putShort((short) payload.length);
    }
    frame.put(payload);
    return Arrays.copyOf(frame.array(), frame.position());
  }

  @Override
  public String name() {
    return "faulty";
  }

  @Override
  public InetSocketAddress address() {
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  @Override
  public List<Long> serverProcesses() {
    return List.of();
  }

  @Override
  public Conversation conversation(Seat seat) {
    return new Conversation() {
      @Override
      public String path() {
        return "/" + seat.number() + "/" + seat.channel();
      }

      @Override
      public Greeting opened(Link link) {
        return new Greeting.Waiting();
      }

      @Override
      public Greeting answered(Link link, String text) {
        return text.equals("welcome")
            ? new Greeting.Ready(true)
            : new Greeting.Refused("no welcome");
      }

      @Override
      public Notice noticed(Link link, String text) {
        return new Notice.Other();
      }
    };
  }

  @Override
  public Publisher publisher(String workspace) {
    return new Publisher() {
      @Override
      public void publish(String channel, byte[] payload) {
        for (Member each : new ArrayList<>(channels.getOrDefault(channel, List.of()))) {
          each.deliver(payload);
        }
      }

      @Override
      public long failures() {
        return 0;
      }

      @Override
      public void close() {
        // There is nothing to close.
      }
    };
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutAll();
  }
}
