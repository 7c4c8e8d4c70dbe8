package dev.tidings.notification.webpush;

import dev.tidings.notification.delivery.RetryAfter;
import dev.tidings.notification.feed.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Speaks with the browsers' push services.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8030">RFC 8030, HTTP Push</a>
 */
@ApplicationScoped
class PushService {

  private final PushOrigins origins;
  private final WebPushConfig config;
  private final Clock clock;
  private final HttpClient http;
  private final SecureRandom random = new SecureRandom();
  private final Vapid vapid;

  PushService(WebPushConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.origins = new PushOrigins(config.origins());
    this.vapid =
        config
            .privateKey()
            .map(key -> new Vapid(config.publicKey().orElse(""), key, config.subject()))
            .orElse(null);
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(config.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** What became of a message. */
  sealed interface Answer {

    /** The push service keeps it for the browser. */
    record Taken() implements Answer {}

    /** There is no such browser any more. */
    record Gone() implements Answer {}

    /** It will never take this message. */
    record Rejected(String reason) implements Answer {}

    /** Not now. */
    record Busy(String reason, Duration after) implements Answer {}
  }

  /**
   * What is to be sent.
   *
   * @param plaintext at most {@link Encryption#MAX_PLAINTEXT} bytes
   * @param priority how much it matters
   * @param topic which undelivered message it replaces; null for none
   * @param keep how long the push service shall keep it
   */
  record Push(byte[] plaintext, Priority priority, String topic, Duration keep) {}

  /** What browsers subscribe with, if Web Push is set up. */
  Optional<String> publicKey() {
    return Optional.ofNullable(vapid).map(Vapid::publicKey);
  }

  /** The address, if it is one of a known push service. */
  Optional<URI> endpoint(String text) {
    return origins.check(text);
  }

  /** Sends to one browser. */
  Answer send(Subscription to, Push push) {
    try {
      return answer(http.send(request(to, push), HttpResponse.BodyHandlers.discarding()));
    } catch (IOException e) {
      return new Answer.Busy("The push service could not be reached", null);
    } catch (GeneralSecurityException e) {
      return new Answer.Rejected("The message cannot be encrypted for the browser");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Busy("Interrupted", null);
    }
  }

  private HttpRequest request(Subscription to, Push push) throws GeneralSecurityException {
    byte[] salt = new byte[Encryption.SECRET];
    random.nextBytes(salt);
    byte[] body =
        Encryption.encrypt(push.plaintext(), to.key(), to.secret(), P256.generate(), salt);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to.endpoint())
            .timeout(config.timeout())
            .header(
                "Authorization",
                vapid.authorization(PushOrigins.of(to.endpoint()), clock.instant()))
            .header("Content-Encoding", "aes128gcm")
            .header("Content-Type", "application/octet-stream")
            .header("TTL", Long.toString(Math.max(0, push.keep().toSeconds())))
            .header("Urgency", urgency(push.priority()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (push.topic() != null) {
      request.header("Topic", push.topic());
    }
    return request.build();
  }

  private static String urgency(Priority priority) {
    return switch (priority) {
      case LOW -> "low";
      case NORMAL -> "normal";
      case HIGH, URGENT -> "high";
    };
  }

  private static Answer answer(HttpResponse<?> response) {
    int status = response.statusCode();
    String reason = "The push service answered " + status;
    return switch (status) {
      case 200, 201, 202, 204 -> new Answer.Taken();
      case 404, 410 -> new Answer.Gone();
      case 400, 413 -> new Answer.Rejected(reason);
      default -> new Answer.Busy(reason, RetryAfter.of(response.headers()));
    };
  }
}
