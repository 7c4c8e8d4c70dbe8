package dev.tidings.notification.email;

import dev.tidings.notification.delivery.Parcel;
import dev.tidings.notification.feed.NotificationView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Makes of notifications what a mail shows of them. */
@ApplicationScoped
class LetterWriter {

  /** The most that a subject shows, so that no mailer folds it strangely. */
  private static final int SUBJECT_LENGTH = 150;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.ENGLISH);

  private final EmailConfig config;
  private final Links links;
  private final MailTexts texts;

  LetterWriter(EmailConfig config, MailTexts texts) {
    this.config = config;
    this.texts = texts;
    this.links = new Links(config.baseUrl());
  }

  /** The letter of a parcel. */
  Letter write(Parcel parcel) {
    Map<String, MailText> own =
        texts.of(parcel.notifications().stream().map(NotificationView::id).toList());
    return new Letter(
        config.product(),
        subject(parcel, own),
        parcel.notifications().stream()
            .map(view -> item(view, own.getOrDefault(view.id(), MailText.NONE), parcel.zone()))
            .toList(),
        links.absolute(config.preferencesLink()));
  }

  private String subject(Parcel parcel, Map<String, MailText> own) {
    int count = parcel.notifications().size();
    NotificationView first = parcel.notifications().getFirst();
    String subject =
        parcel.digest() && count > 1
            ? "%s: %d notifications".formatted(config.product(), count)
            : Objects.requireNonNullElse(
                own.getOrDefault(first.id(), MailText.NONE).subject(), first.title());
    String line = subject.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= SUBJECT_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SUBJECT_LENGTH - 1)) + "…";
  }

  private Letter.Item item(NotificationView view, MailText own, ZoneId zone) {
    return new Letter.Item(
        view.title(),
        Objects.requireNonNullElse(own.body(), view.body()),
        links.absolute(view.image()),
        links.absolute(view.link()),
        TIME.format(view.createdAt().atZone(zone)),
        view.actions().stream()
            .map(action -> new Letter.Button(action.label(), links.absolute(action.url())))
            .filter(button -> button.url() != null)
            .toList());
  }
}
