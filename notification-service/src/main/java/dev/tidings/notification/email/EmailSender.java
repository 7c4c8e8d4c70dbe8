package dev.tidings.notification.email;

import dev.tidings.notification.contact.Contacts;
import dev.tidings.notification.delivery.Outcome;
import dev.tidings.notification.delivery.Parcel;
import dev.tidings.notification.delivery.Sender;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.preference.DeliveryChannel;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionException;

/**
 * Sends mail. Each attempt of a delivery has the same {@code Message-ID}, so that what a server had
 * taken before this service died is told from a second mail by those who look.
 */
@ApplicationScoped
class EmailSender implements Sender {

  private final Mailer mailer;
  private final LetterWriter writer;
  private final Contacts contacts;
  private final EmailConfig config;
  private final Template html;
  private final Template text;

  EmailSender(
      Mailer mailer,
      LetterWriter writer,
      Contacts contacts,
      EmailConfig config,
      @Location("email/letter.html") Template html,
      @Location("email/letter.txt") Template text) {
    this.mailer = mailer;
    this.writer = writer;
    this.contacts = contacts;
    this.config = config;
    this.html = html;
    this.text = text;
  }

  @Override
  public DeliveryChannel channel() {
    return DeliveryChannel.EMAIL;
  }

  @Override
  public boolean isReady() {
    return config.enabled();
  }

  @Override
  public boolean reaches(RecipientKey person) {
    return contacts.of(person).email() != null;
  }

  @Override
  public Outcome send(Parcel parcel) {
    String address = contacts.of(parcel.person()).email();
    if (address == null) {
      return new Outcome.Refused("No address is known any more");
    }
    Letter letter = writer.write(parcel);
    try {
      mailer.send(
          Mail.withText(address, letter.subject(), text.data("letter", letter).render())
              .setHtml(html.data("letter", letter).render())
              .setFrom(config.from())
              .addHeader("Message-ID", "<" + parcel.id() + "@" + config.baseUrl().getHost() + ">")
              .addHeader("Auto-Submitted", "auto-generated"));
      return new Outcome.Sent();
    } catch (CompletionException e) {
      return failed(e.getCause());
    }
  }

  private static Outcome failed(Throwable cause) {
    if (cause instanceof SMTPException answer && answer.isPermanent()) {
      return new Outcome.Refused("The mail server refuses: " + answer.getReplyMessage());
    }
    return new Outcome.Unavailable(
        "The mail server could not be used: " + cause.getMessage(), null);
  }
}
