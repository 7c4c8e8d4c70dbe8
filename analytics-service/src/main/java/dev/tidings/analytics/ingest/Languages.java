package dev.tidings.analytics.ingest;

import java.util.Locale;

/** Reads which language a visitor prefers. */
final class Languages {

  private Languages() {}

  /**
   * The language and, if it is said, the country where it is spoken so, such as {@code de-AT}.
   *
   * @param tags a BCP 47 tag or the value of an {@code Accept-Language} header; null if unknown
   * @return null if nothing of the kind is said
   */
  static String preferred(String tags) {
    if (tags == null) {
      return null;
    }
    String first = tags.split("[,;]", 2)[0].strip().replace('_', '-');
    Locale locale = Locale.forLanguageTag(first);
    if (locale.getLanguage().isEmpty()) {
      return null;
    }
    return locale.getCountry().isEmpty()
        ? locale.getLanguage()
        : locale.getLanguage() + "-" + locale.getCountry();
  }
}
