package dev.tidings.notification.email;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** The operator's mail server. A connection for each mail: deliveries are seldom, mails few. */
@ApplicationScoped
@RegisterForReflection(
    classNames = {
      "org.eclipse.angus.activation.MailcapRegistryProviderImpl",
      "org.eclipse.angus.activation.MimeTypeRegistryProviderImpl",
      "org.eclipse.angus.mail.handlers.multipart_mixed",
      "org.eclipse.angus.mail.handlers.text_html",
      "org.eclipse.angus.mail.handlers.text_plain",
      "org.eclipse.angus.mail.smtp.SMTPProvider",
      "org.eclipse.angus.mail.smtp.SMTPSSLProvider",
      "org.eclipse.angus.mail.smtp.SMTPSSLTransport",
      "org.eclipse.angus.mail.smtp.SMTPTransport",
      "org.eclipse.angus.mail.util.MailStreamProvider"
    })
class MailServer {

  private final EmailConfig config;
  private final Session session;

  MailServer(EmailConfig config) {
    this.config = config;
    this.session = Session.getInstance(properties(config));
  }

  /** An empty message. */
  MimeMessage message(String id) {
    return new Identified(session, id);
  }

  /** Hands a message over. */
  void send(MimeMessage message) throws MessagingException {
    message.saveChanges();
    try (Transport transport = session.getTransport(config.tls() ? "smtps" : "smtp")) {
      transport.connect(
          config.host(),
          config.port(),
          config.username().orElse(null),
          config.password().orElse(null));
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  private static Properties properties(EmailConfig config) {
    String timeout = Long.toString(config.timeout().toMillis());
    var properties = new Properties();
    for (String protocol : new String[] {"mail.smtp.", "mail.smtps."}) {
      properties.put(protocol + "connectiontimeout", timeout);
      properties.put(protocol + "timeout", timeout);
      properties.put(protocol + "writetimeout", timeout);
      properties.put(protocol + "auth", Boolean.toString(config.username().isPresent()));
      properties.put(protocol + "ssl.checkserveridentity", "true");
    }
    properties.put("mail.smtp.starttls.enable", Boolean.toString(config.startTls()));
    properties.put("mail.smtp.starttls.required", Boolean.toString(config.startTls()));
    properties.put("mail.mime.charset", "UTF-8");
    return properties;
  }

  /** A message with an id of our own, the same for each attempt. */
  private static final class Identified extends MimeMessage {

    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
