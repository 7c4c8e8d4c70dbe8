package dev.tidings.notification.delivery;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Tells the service where the test will have its mail server and its webhook. */
public class FreePorts implements QuarkusTestResourceLifecycleManager {

  /** The key by which requests of the webhook are signed. */
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Override
  public Map<String, String> start() {
    String webhookPort = Integer.toString(free());
    return Map.of(
        "quarkus.mailer.mock", "false",
        "quarkus.mailer.keep-alive", "false",
        "quarkus.mailer.host", "127.0.0.1",
        "quarkus.mailer.port", Integer.toString(free()),
        "tidings.notification.email.enabled", "true",
        "tidings.notification.email.base-url", "https://app.example.com",
        "tidings.notification.webhook.webhook.url", "http://127.0.0.1:" + webhookPort + "/hook",
        "tidings.notification.webhook.webhook.secret", SECRET);
  }

  @Override
  public void stop() {
    // The test has the servers.
  }

  private static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
