package dev.tidings.notification.contact;

/**
 * Where a person is reached.
 *
 * @param email an address; null if none is known
 * @param phone a number in E.164 form; null if none is known
 */
public record Contact(String email, String phone) {

  /** Nothing is known. */
  public static final Contact UNKNOWN = new Contact(null, null);
}
