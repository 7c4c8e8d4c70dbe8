package dev.tidings.notification.email;

import dev.tidings.notification.delivery.Parcel;
import dev.tidings.notification.feed.NotificationView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Makes of notifications what a mail shows of them. */
@ApplicationScoped
class LetterWriter {

  /** The most that a subject shows, so that no mailer folds it strangely. */
  private static final int SUBJECT_LENGTH = 150;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.ENGLISH);

  private final EmailConfig config;
  private final Links links;

  LetterWriter(EmailConfig config) {
    this.config = config;
    this.links = new Links(config.baseUrl());
  }

  /** The letter of a parcel. */
  Letter write(Parcel parcel) {
    return new Letter(
        config.product(),
        subject(parcel),
        parcel.notifications().stream().map(view -> item(view, parcel.zone())).toList(),
        links.absolute(config.preferencesLink()));
  }

  private String subject(Parcel parcel) {
    int count = parcel.notifications().size();
    String subject =
        parcel.digest() && count > 1
            ? "%s: %d notifications".formatted(config.product(), count)
            : parcel.notifications().getFirst().title();
    String line = subject.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= SUBJECT_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SUBJECT_LENGTH - 1)) + "…";
  }

  private Letter.Item item(NotificationView view, ZoneId zone) {
    return new Letter.Item(
        view.title(),
        view.body(),
        links.absolute(view.image()),
        links.absolute(view.link()),
        TIME.format(view.createdAt().atZone(zone)),
        view.actions().stream()
            .map(action -> new Letter.Button(action.label(), links.absolute(action.url())))
            .filter(button -> button.url() != null)
            .toList());
  }
}
