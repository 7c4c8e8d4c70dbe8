package dev.tidings.notification.contact;

import java.util.regex.Pattern;

/** The form of an address that mail is sent to. */
final class EmailAddress {

  /** Something at a host; never a space, a comma or a line break, which could add recipients. */
  private static final Pattern FORM =
      Pattern.compile("[^\\s\\p{Cntrl}<>(),;:\"@\\\\]{1,64}@[^\\s\\p{Cntrl}<>(),;:\"@\\\\]{1,190}");

  private EmailAddress() {}

  static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }
}
