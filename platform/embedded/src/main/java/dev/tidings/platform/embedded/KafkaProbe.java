package dev.tidings.platform.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a broker for its API versions, the first question of every Kafka client, without a Kafka
 * client on the class path. The bytes are those of the <a
 * href="https://kafka.apache.org/protocol.html">Kafka protocol guide</a>: {@code ApiVersions} (key
 * 18) in version 0.
 */
final class KafkaProbe {

  private static final int TIMEOUT_MILLIS = 500;
  private static final short API_VERSIONS = 18;
  private static final int CORRELATION_ID = 1;
  private static final int REQUEST_BYTES = 10;

  private KafkaProbe() {}

  /** Whether a broker on this port of 127.0.0.1 answers without an error. */
  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      DataOutputStream request = new DataOutputStream(socket.getOutputStream());
      request.writeInt(REQUEST_BYTES);
      request.writeShort(API_VERSIONS);
      request.writeShort(0);
      request.writeInt(CORRELATION_ID);
      request.writeShort(-1);
      request.flush();
      DataInputStream response = new DataInputStream(socket.getInputStream());
      int length = response.readInt();
      int correlationId = response.readInt();
      short error = response.readShort();
      return length > 0 && correlationId == CORRELATION_ID && error == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
