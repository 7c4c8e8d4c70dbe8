package dev.tidings.gateway.recovery;

/** What was missed can't be replayed. */
final class RecoveryRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RefusalReason reason;

  RecoveryRefusedException(RefusalReason reason) {
    super(reason.code(), null, false, false);
    this.reason = reason;
  }

  RefusalReason reason() {
    return reason;
  }
}
