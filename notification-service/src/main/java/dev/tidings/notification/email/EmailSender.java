package dev.tidings.notification.email;

import dev.tidings.notification.contact.Contacts;
import dev.tidings.notification.delivery.Outcome;
import dev.tidings.notification.delivery.Parcel;
import dev.tidings.notification.delivery.Sender;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.preference.DeliveryChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * Sends mail. Each attempt of a delivery has the same {@code Message-ID}, so that what a server had
 * taken before this service died is told from a second mail by those who look.
 */
@ApplicationScoped
class EmailSender implements Sender {

  private final MailServer server;
  private final LetterWriter writer;
  private final Contacts contacts;
  private final EmailConfig config;
  private final LetterPress press;
  private final Clock clock;

  EmailSender(
      MailServer server,
      LetterWriter writer,
      Contacts contacts,
      EmailConfig config,
      LetterPress press,
      Clock clock) {
    this.server = server;
    this.writer = writer;
    this.contacts = contacts;
    this.config = config;
    this.press = press;
    this.clock = clock;
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
      server.send(message(parcel, address, letter));
      return new Outcome.Sent();
    } catch (SendFailedException e) {
      return refused(e)
          ? new Outcome.Refused("The mail server refuses the address")
          : new Outcome.Unavailable("The mail server does not take it now", null);
    } catch (MessagingException e) {
      return new Outcome.Unavailable("The mail server could not be used: " + e.getMessage(), null);
    }
  }

  private MimeMessage message(Parcel parcel, String address, Letter letter)
      throws MessagingException {
    MimeMessage message =
        server.message("<" + parcel.id() + "@" + config.baseUrl().getHost() + ">");
    message.setFrom(new InternetAddress(config.from()));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(address));
    message.setSubject(letter.subject(), "UTF-8");
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Auto-Submitted", "auto-generated");
    var plain = new MimeBodyPart();
    plain.setText(press.text(letter), "UTF-8");
    var rich = new MimeBodyPart();
    rich.setText(press.html(letter), "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", plain, rich));
    return message;
  }

  /** A server that says 5xx will say so again; any other answer may change. */
  private static boolean refused(SendFailedException e) {
    for (Exception cause = e; cause instanceof MessagingException failed; ) {
      if (cause instanceof SMTPAddressFailedException address) {
        return address.getReturnCode() >= 500;
      }
      if (cause instanceof SMTPSendFailedException sending && sending.getNextException() == null) {
        return sending.getReturnCode() >= 500;
      }
      cause = failed.getNextException();
    }
    return false;
  }
}
