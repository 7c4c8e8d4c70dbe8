package dev.tidings.presence.person;

/**
 * What a token says of a person; each part may be null.
 *
 * @param firstName the given name
 * @param lastName the family name
 * @param profileImage the address of a picture
 */
public record PersonProfile(String firstName, String lastName, String profileImage) {

  /** Whether the token said nothing. */
  public boolean isEmpty() {
    return firstName == null && lastName == null && profileImage == null;
  }
}
