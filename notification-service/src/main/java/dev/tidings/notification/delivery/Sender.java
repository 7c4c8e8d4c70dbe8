package dev.tidings.notification.delivery;

import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.preference.DeliveryChannel;

/** Sends on a channel. A bean per channel; used by several threads at once. */
public interface Sender {

  /** Which channel. */
  DeliveryChannel channel();

  /** Whether the operator has set it up; else nothing is decided for it. */
  boolean isReady();

  /** Whether an address of the person is known. */
  boolean reaches(RecipientKey person);

  /**
   * Sends, outside any transaction, within half a minute.
   *
   * @return what became of it; whatever it throws instead counts as unavailable
   */
  Outcome send(Parcel parcel);
}
