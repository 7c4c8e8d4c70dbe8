package dev.tidings.notification.feed;

import java.util.List;

/** Whom a request wants to be notified. */
sealed interface Addressees {

  /** People by their ids, each by a notification of their own. */
  record People(List<String> users) implements Addressees {

    public People {
      users = List.copyOf(users);
    }
  }

  /** Who is in a chat room, each by a notification of their own. */
  record Room(String roomId) implements Addressees {}

  /** Everybody of an audience, by one broadcast. */
  record All(Audience audience) implements Addressees {}
}
