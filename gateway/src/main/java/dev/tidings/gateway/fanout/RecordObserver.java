package dev.tidings.gateway.fanout;

/** Told by the fan-out thread what it has found, record by record. Must not block. */
public interface RecordObserver {

  /**
   * The record has been examined.
   *
   * @param good whether it is an event in its place, so that nobody need look at it again
   */
  void examined(String topic, int partition, long offset, boolean good);
}
