package dev.tidings.presence.status;

import dev.tidings.presence.connection.ClientUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a person's status follows from. Changes by looks at the person's clients and by choices;
 * it knows no clock, so whoever looks says what time it is. A clock that steps changes nothing but
 * when the next look is due.
 *
 * @param inUse whether some client was in use at the last look at which there was one
 * @param clientsChangeAt when the clients may change although nothing is heard; null for never
 * @param choice what the person chose
 * @param choiceUntil when that ends; null for never
 */
record Standing(
    Availability availability,
    boolean inUse,
    Instant clientsChangeAt,
    Choice choice,
    Instant choiceUntil) {

  /** Of somebody of whom nothing is known. */
  static final Standing UNKNOWN =
      new Standing(new Availability.Gone(), false, null, Choice.AUTOMATIC, null);

  /**
   * What follows from a look.
   *
   * @param clients what the person's live clients come to; empty if there are none
   */
  Standing seen(Optional<ClientUse> clients, Instant now, Duration grace) {
    boolean chosen = choiceUntil == null || now.isBefore(choiceUntil);
    return new Standing(
        availability.next(clients.isPresent(), now, grace),
        clients.map(ClientUse::inUse).orElse(inUse),
        clients.map(ClientUse::changesAt).orElse(null),
        chosen ? choice : Choice.AUTOMATIC,
        chosen ? choiceUntil : null);
  }

  /**
   * What follows from a choice.
   *
   * @param until when it ends; null for never
   */
  Standing chosen(Choice newChoice, Instant until) {
    return new Standing(
        availability,
        inUse,
        clientsChangeAt,
        newChoice,
        newChoice == Choice.AUTOMATIC ? null : until);
  }

  /** The status, for those who may see it. */
  PresenceStatus status() {
    if (!availability.isReachable()) {
      return PresenceStatus.OFFLINE;
    }
    return switch (choice) {
      case INVISIBLE -> PresenceStatus.OFFLINE;
      case BUSY -> PresenceStatus.BUSY;
      case AWAY -> PresenceStatus.AWAY;
      case AUTOMATIC -> inUse ? PresenceStatus.ONLINE : PresenceStatus.AWAY;
    };
  }

  /** When the next look is due; null if only something that is heard can change anything. */
  Instant nextLook() {
    Instant graceEnds =
        availability instanceof Availability.Leaving(Instant offlineAt) ? offlineAt : null;
    return Stream.of(
            Optional.ofNullable(graceEnds),
            Optional.ofNullable(clientsChangeAt),
            Optional.ofNullable(choiceUntil))
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .orElse(null);
  }
}
