package dev.tidings.notification.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.notification.feed.Priority;
import dev.tidings.notification.webpush.PushService.Answer;
import dev.tidings.platform.testkit.MutableClock;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-N3: what a push service is asked, what its answers mean, and that a browser can read it. */
class PushServiceTest {

  private static final byte[] SECRET = "sixteen bytes...".getBytes(US_ASCII);

  private final MutableClock clock = MutableClock.at("2026-01-15T12:00:00Z");
  private HttpServer server;
  private volatile int status = 201;
  private volatile Headers headers;
  private volatile byte[] body;
  private KeyPair browser;
  private PushService service;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/push", this::answer);
    server.start();
    browser = P256.generate();
    KeyPair vapid = P256.generate();
    var config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(WebPushConfig.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of(
                        "tidings.notification.web-push.public-key", VapidTest.publicKey(vapid),
                        "tidings.notification.web-push.private-key", VapidTest.privateKey(vapid)),
                    "test",
                    100))
            .build()
            .getConfigMapping(WebPushConfig.class);
    service = new PushService(config, clock);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldSendWhatTheBrowserCanRead() throws Exception {
    assertThat(send("{\"title\":\"Grüße 😀\"}", "topic-1")).isEqualTo(new Answer.Taken());

    assertThat(decrypted()).isEqualTo("{\"title\":\"Grüße 😀\"}");
    assertThat(headers.getFirst("Content-Encoding")).isEqualTo("aes128gcm");
    assertThat(headers.getFirst("TTL")).isEqualTo("60");
    assertThat(headers.getFirst("Urgency")).isEqualTo("high");
    assertThat(headers.getFirst("Topic")).isEqualTo("topic-1");
    assertThat(headers.getFirst("Authorization")).startsWith("vapid t=");
    byte[] first = body;
    send("{\"title\":\"Grüße 😀\"}", null);
    assertThat(headers.containsKey("Topic")).isFalse();
    assertThat(body).as("keys and salt are of one message").isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "201, Taken",
    "204, Taken",
    "404, Gone",
    "410, Gone",
    "400, Rejected",
    "413, Rejected",
    "429, Busy",
    "503, Busy",
    "302, Busy",
    "403, Busy"
  })
  void shouldUnderstandAnswers(int answered, String meaning) {
    status = answered;

    Answer answer = send("{}", null);

    assertThat(answer.getClass().getSimpleName()).isEqualTo(meaning);
    if (answer instanceof Answer.Busy(_, Duration after)) {
      assertThat(after).isEqualTo(Duration.ofSeconds(7));
    }
  }

  @Test
  void shouldTryAgainWhereNobodyAnswers() {
    server.stop(0);

    assertThat(send("{}", null)).isInstanceOf(Answer.Busy.class);
  }

  private Answer send(String text, String topic) {
    var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/push/1");
    return service.send(
        new Subscription(endpoint, (ECPublicKey) browser.getPublic(), SECRET),
        new PushService.Push(text.getBytes(UTF_8), Priority.URGENT, topic, Duration.ofMinutes(1)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      headers = exchange.getRequestHeaders();
      body = exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().add("Retry-After", "7");
      exchange.sendResponseHeaders(status, -1);
    }
  }

  /** As a browser does it. */
  private String decrypted() throws Exception {
    ByteBuffer message = ByteBuffer.wrap(body);
    byte[] salt = new byte[16];
    message.get(salt);
    message.getInt();
    byte[] sender = new byte[message.get()];
    message.get(sender);
    byte[] sealed = new byte[message.remaining()];
    message.get(sealed);
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(browser.getPrivate());
    agreement.doPhase(P256.publicKey(sender), true);
    byte[] own = P256.raw((ECPublicKey) browser.getPublic());
    byte[] info =
        ByteBuffer.allocate(14 + own.length + sender.length)
            .put("WebPush: info\0".getBytes(US_ASCII))
            .put(own)
            .put(sender)
            .array();
    byte[] material = derive(SECRET, agreement.generateSecret(), info, 32);
    byte[] key = derive(salt, material, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
    byte[] nonce = derive(salt, material, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    byte[] padded = cipher.doFinal(sealed);
    assertThat(padded[padded.length - 1]).isEqualTo((byte) 2);
    return new String(padded, 0, padded.length - 1, UTF_8);
  }

  private static byte[] derive(byte[] salt, byte[] material, byte[] info, int length)
      throws Exception {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addIKM(material).addSalt(salt).thenExpand(info, length));
  }
}
