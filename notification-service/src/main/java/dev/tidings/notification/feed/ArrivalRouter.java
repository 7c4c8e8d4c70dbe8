package dev.tidings.notification.feed;

/** Decides what becomes of a notification that has come. */
public interface ArrivalRouter {

  /**
   * Decides it for every channel, in the present transaction, in which the recipient's row is
   * locked and the notification will be stored.
   *
   * @return whether the notification stands in the person's list from now on
   */
  boolean route(Arrival arrival);
}
