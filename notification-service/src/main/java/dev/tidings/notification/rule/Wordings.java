package dev.tidings.notification.rule;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The texts of a notification, in one or more languages.
 *
 * @param standard for everybody whose language is not among the others
 * @param translations by language
 */
record Wordings(Wording standard, Map<Locale, Wording> translations) {

  Wordings {
    translations = Map.copyOf(translations);
  }

  /**
   * What it says in one language.
   *
   * @param title one line
   * @param body some text; null for none
   * @param subject the subject of its mail; null for the title
   * @param mail the text of its mail; null for the body
   */
  record Wording(TextTemplate title, TextTemplate body, TextTemplate subject, TextTemplate mail) {}

  /**
   * The texts for somebody: those of the language, or of the nearest that is less specific.
   *
   * @param language what the person speaks; null if they never said
   * @see <a href="https://www.rfc-editor.org/rfc/rfc4647#section-3.4">RFC 4647, look-up</a>
   */
  Wording in(Locale language) {
    if (language == null || translations.isEmpty()) {
      return standard;
    }
    Locale found =
        Locale.lookup(
            List.of(new Locale.LanguageRange(language.toLanguageTag())), translations.keySet());
    return found == null ? standard : translations.get(found);
  }
}
