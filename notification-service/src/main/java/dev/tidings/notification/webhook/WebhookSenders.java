package dev.tidings.notification.webhook;

import dev.tidings.notification.contact.Contacts;
import dev.tidings.notification.delivery.Sender;
import dev.tidings.notification.preference.DeliveryChannel;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Clock;

/** Makes the senders of the channels that are webhooks. */
@Singleton
class WebhookSenders {

  private final WebhookConfig config;
  private final Contacts contacts;
  private final Clock clock;
  private final HttpClient http;

  WebhookSenders(WebhookConfig config, Contacts contacts, Clock clock) {
    this.config = config;
    this.contacts = contacts;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(config.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Produces
  @Singleton
  Sender sms() {
    return sender(DeliveryChannel.SMS, config.sms());
  }

  @Produces
  @Singleton
  Sender webhook() {
    return sender(DeliveryChannel.WEBHOOK, config.webhook());
  }

  private Sender sender(DeliveryChannel channel, WebhookConfig.Endpoint endpoint) {
    return new WebhookSender(channel, endpoint, config.timeout(), contacts, http, clock);
  }
}
