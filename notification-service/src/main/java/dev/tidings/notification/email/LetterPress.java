package dev.tidings.notification.email;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;

/** Prints letters. */
@ApplicationScoped
class LetterPress {

  private final Template html;
  private final Template text;

  LetterPress(
      @Location("email/letter.html") Template html, @Location("email/letter.txt") Template text) {
    this.html = html;
    this.text = text;
  }

  /** The part for those who read HTML. */
  String html(Letter letter) {
    return html.data("letter", letter).render();
  }

  /** The part for those who don't. */
  String text(Letter letter) {
    return text.data("letter", letter).render();
  }
}
