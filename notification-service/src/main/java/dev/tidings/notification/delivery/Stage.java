package dev.tidings.notification.delivery;

/** At which point of its way something is decided about. */
enum Stage {
  /** It has just come. */
  ARRIVAL,
  /** It is due. */
  DUE,
  /** It is due after it waited for its reader to see it in the app. */
  DUE_AFTER_GRACE,
  /** The digest that holds it is due: it waits for nothing more. */
  IN_DIGEST
}
