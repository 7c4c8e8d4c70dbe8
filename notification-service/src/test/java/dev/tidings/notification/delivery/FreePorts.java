package dev.tidings.notification.delivery;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Tells the service where the test will have its servers. */
public class FreePorts implements QuarkusTestResourceLifecycleManager {

  /** The key by which requests of the webhook are signed. */
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** The pair of RFC 8291, appendix A: public, and so no secret. */
  private static final String VAPID_PUBLIC =
      "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";

  private static final String VAPID_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";

  /** Where the test's push service is. */
  public static final String PUSH_SERVICE = "tidings.test.push-service";

  private Map<String, String> settings = Map.of();

  @Override
  public Map<String, String> start() {
    settings = settings(Integer.toString(free()), "http://127.0.0.1:" + free());
    return settings;
  }

  /** A test of a packaged service has no configuration to ask: it has a field of this type. */
  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(FreePorts.class));
  }

  String setting(String name) {
    return settings.get(name);
  }

  private static Map<String, String> settings(String webhookPort, String pushService) {
    return Map.ofEntries(
        Map.entry("tidings.notification.email.host", "127.0.0.1"),
        Map.entry("tidings.notification.email.port", Integer.toString(free())),
        Map.entry("tidings.notification.email.enabled", "true"),
        Map.entry("tidings.notification.email.start-tls", "false"),
        Map.entry("tidings.notification.email.base-url", "https://app.example.com"),
        Map.entry(
            "tidings.notification.webhook.webhook.url",
            "http://127.0.0.1:" + webhookPort + "/hook"),
        Map.entry("tidings.notification.webhook.webhook.secret", SECRET),
        Map.entry("tidings.notification.web-push.origins", pushService),
        Map.entry(PUSH_SERVICE, pushService + "/push"),
        Map.entry("tidings.notification.web-push.public-key", VAPID_PUBLIC),
        Map.entry("tidings.notification.web-push.private-key", VAPID_PRIVATE));
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
