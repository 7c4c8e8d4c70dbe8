package dev.tidings.notification.webhook;

import dev.tidings.notification.contact.Contact;
import dev.tidings.notification.contact.Contacts;
import dev.tidings.notification.delivery.Outcome;
import dev.tidings.notification.delivery.Parcel;
import dev.tidings.notification.delivery.RetryAfter;
import dev.tidings.notification.delivery.Sender;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.preference.DeliveryChannel;
import dev.tidings.platform.event.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;

/** Sends by an endpoint of the operator's. */
final class WebhookSender implements Sender {

  private final DeliveryChannel channel;
  private final WebhookConfig.Endpoint endpoint;
  private final Duration timeout;
  private final Contacts contacts;
  private final HttpClient http;
  private final Clock clock;
  private final Signature signature;

  WebhookSender(
      DeliveryChannel channel,
      WebhookConfig.Endpoint endpoint,
      Duration timeout,
      Contacts contacts,
      HttpClient http,
      Clock clock) {
    this.channel = channel;
    this.endpoint = endpoint;
    this.timeout = timeout;
    this.contacts = contacts;
    this.http = http;
    this.clock = clock;
    this.signature = endpoint.secret().map(Signature::new).orElse(null);
    if (endpoint.url().isPresent() && signature == null) {
      throw new IllegalArgumentException(
          "The webhook of the channel " + channel.value() + " has no secret");
    }
  }

  @Override
  public DeliveryChannel channel() {
    return channel;
  }

  @Override
  public boolean isReady() {
    return endpoint.url().isPresent();
  }

  @Override
  public boolean reaches(RecipientKey person) {
    return channel != DeliveryChannel.SMS || contacts.of(person).phone() != null;
  }

  @Override
  public Outcome send(Parcel parcel) {
    byte[] body = Json.bytes(message(parcel));
    long now = clock.instant().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.url().orElseThrow())
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("webhook-id", parcel.id())
            .header("webhook-timestamp", Long.toString(now))
            .header("webhook-signature", signature.of(parcel.id(), now, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return outcome(http.send(request, HttpResponse.BodyHandlers.discarding()));
    } catch (IOException e) {
      return new Outcome.Unavailable("The webhook could not be reached", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Unavailable("Interrupted", null);
    }
  }

  /** Gone is the one answer by which an endpoint says that it wants nothing more. */
  private Outcome outcome(HttpResponse<?> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return new Outcome.Sent();
    }
    String reason = "The webhook answered " + status;
    return status == 410 || status == 422
        ? new Outcome.Refused(reason)
        : new Outcome.Unavailable(reason, RetryAfter.of(answer.headers()));
  }

  private WebhookMessage message(Parcel parcel) {
    Contact contact = contacts.of(parcel.person());
    return new WebhookMessage(
        "notification.delivery",
        clock.instant(),
        new WebhookMessage.Data(
            channel.value(),
            parcel.person().workspace(),
            parcel.person().userId(),
            contact.phone(),
            parcel.digest(),
            parcel.notifications()));
  }
}
