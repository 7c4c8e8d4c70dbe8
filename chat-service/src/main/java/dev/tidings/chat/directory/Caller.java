package dev.tidings.chat.directory;

/**
 * Who is asking.
 *
 * @param workspace the tenant to which everything that the caller sees and does is confined
 * @param person the caller
 */
public record Caller(String workspace, Person person) {

  /** The caller's user id. */
  public String id() {
    return person.id();
  }
}
