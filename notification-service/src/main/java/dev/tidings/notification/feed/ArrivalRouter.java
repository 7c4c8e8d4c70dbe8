package dev.tidings.notification.feed;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Decides what becomes of notifications that have come. */
public interface ArrivalRouter {

  /**
   * Decides it for every channel, in the present transaction, in which the recipients' rows are
   * locked and the notifications will be stored.
   *
   * @return those that stand in their owners' lists from now on
   */
  Set<UUID> route(List<Arrival> arrivals);

  /**
   * Has a broadcast that has come reach those who are away, if it matters enough for that; in the
   * present transaction it is only noted.
   */
  void carry(String workspace, UUID broadcast, String type, Priority priority);

  /** Has a notification come back into its owner's list then, in the present transaction. */
  void remind(RecipientKey owner, UUID notification, Instant at);

  /**
   * Locks what is on its way of notifications that are about to go, so that nobody decides about
   * them any more.
   */
  void hold(Collection<UUID> notifications);

  /** Takes a return back. */
  void forget(UUID notification);
}
