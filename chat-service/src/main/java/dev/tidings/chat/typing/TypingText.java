package dev.tidings.chat.typing;

import dev.tidings.chat.directory.Person;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in words who types. */
final class TypingText {

  private TypingText() {}

  /** {@code John is typing…}, {@code John and Jane are typing…}, {@code 3 people are typing…}. */
  static String of(List<Person> people) {
    return switch (people.size()) {
      case 0 -> "";
      case 1 -> name(people.getFirst()) + " is typing…";
      case 2 -> name(people.getFirst()) + " and " + name(people.getLast()) + " are typing…";
      default -> people.size() + " people are typing…";
    };
  }

  private static String name(Person person) {
    if (person.firstName() != null && !person.firstName().isBlank()) {
      return person.firstName();
    }
    String rest =
        Stream.of(person.lastName())
            .filter(name -> name != null && !name.isBlank())
            .collect(Collectors.joining());
    return rest.isEmpty() ? person.id() : rest;
  }
}
