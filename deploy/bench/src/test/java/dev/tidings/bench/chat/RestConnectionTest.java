package dev.tidings.bench.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RestConnectionTest {

  /** A server that gives prepared answers on one connection and keeps what it was sent. */
  private static final class Answering implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<String> received = new CompletableFuture<>();

    Answering(List<String> answers, int requestLength) throws IOException {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket socket = listener.accept()) {
                  for (String answer : answers) {
                    byte[] request = socket.getInputStream().readNBytes(requestLength);
                    received.complete(new String(request, UTF_8));
                    socket.getOutputStream().write(answer.getBytes(UTF_8));
                  }
                } catch (IOException e) {
                  received.completeExceptionally(e);
                }
              });
    }

    InetSocketAddress address() {
      return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  private static String request(InetSocketAddress address) {
    return "POST /p HTTP/1.1\r\nHost: "
        + address.getHostString()
        + "\r\nAuthorization: Bearer t\r\nContent-Type: application/json\r\n"
        + "Content-Length: 8\r\n\r\n{\"a\":\"é";
  }

  private static int lengthOfRequest() {
    return request(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))
        .getBytes(UTF_8)
        .length;
  }

  @Test
  void shouldReadAnswersOfEitherFraming() throws Exception {
    List<String> answers =
        List.of(
            "HTTP/1.1 201 Created\r\ncontent-length: 2\r\nX: y\r\n\r\n{}",
            "HTTP/1.1 429 Too Many\r\nTransfer-Encoding: chunked\r\n\r\n3;x\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n",
            "HTTP/1.1 204 No Content\r\n\r\n");
    try (var server = new Answering(answers, lengthOfRequest());
        var connection = new RestConnection(server.address(), "t")) {
      RestConnection.Answer first = connection.post("/p", "{\"a\":\"é");
      RestConnection.Answer second = connection.post("/p", "{\"a\":\"é");
      RestConnection.Answer third = connection.post("/p", "{\"a\":\"é");

      assertThat(server.received.get()).isEqualTo(request(server.address()));
      assertThat(first.created()).isTrue();
      assertThat(first.body()).asString(UTF_8).isEqualTo("{}");
      assertThat(second.status()).isEqualTo(429);
      assertThat(second.body()).asString(UTF_8).isEqualTo("abc0123456789");
      assertThat(third.status()).isEqualTo(204);
      assertThat(third.body()).isEmpty();
    }
  }

  @Test
  void shouldSayWhenTheServerIsGone() throws Exception {
    try (var server = new Answering(List.of("HTTP/1.1 201 Cre"), lengthOfRequest());
        var connection = new RestConnection(server.address(), "t")) {
      assertThatThrownBy(() -> connection.post("/p", "{\"a\":\"é"))
          .isInstanceOf(EOFException.class);
    }
  }
}
