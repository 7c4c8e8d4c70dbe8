package dev.tidings.chat.sync;

/**
 * Which changes are meant: those by transactions from {@code since} on. Numbers from {@code next}
 * on are of another history, from before a restore.
 *
 * @param since 0: everything is new
 */
record Window(long since, long next) {

  boolean isEverything() {
    return since == 0;
  }

  /** The bounds as the database writes them. */
  Object[] bounds() {
    return new Object[] {Long.toString(since), Long.toString(next)};
  }
}
