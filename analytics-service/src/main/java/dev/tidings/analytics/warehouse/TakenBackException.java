package dev.tidings.analytics.warehouse;

/**
 * Records are missing between what is stored and what is to be stored: a crash of the database has
 * taken back what was not on its disk yet. They have to be read again.
 */
final class TakenBackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TakenBackException(int partition, long stored, long from) {
    super(
        "Of partition %d all before %d is stored, not what comes before %d"
            .formatted(partition, stored, from));
  }
}
