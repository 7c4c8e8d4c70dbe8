package dev.tidings.gateway.recovery;

/** The last offset of each channel, by the channel's hash. Not safe for several threads. */
final class LastOffsets {

  private static final long NO_OFFSET = -1;
  private static final int FIRST_CAPACITY = 16;

  private long[] hashes = new long[FIRST_CAPACITY];
  private long[] offsets = new long[FIRST_CAPACITY];
  private int size;

  /** The channel's last offset; -1 if it has none. */
  long of(long hash) {
    int slot = slot(hashes, hash);
    return hashes[slot] == hash ? offsets[slot] : NO_OFFSET;
  }

  /** The channel has a record at the offset. */
  void put(long hash, long offset) {
    int slot = slot(hashes, hash);
    if (hashes[slot] == hash) {
      offsets[slot] = Math.max(offsets[slot], offset);
      return;
    }
    hashes[slot] = hash;
    offsets[slot] = offset;
    size++;
    if (size * 2 > hashes.length) {
      grow();
    }
  }

  int size() {
    return size;
  }

  void clear() {
    hashes = new long[FIRST_CAPACITY];
    offsets = new long[FIRST_CAPACITY];
    size = 0;
  }

  /** Takes over what another knows. */
  void putAll(LastOffsets other) {
    for (int i = 0; i < other.hashes.length; i++) {
      if (other.hashes[i] != ChannelHash.NONE) {
        put(other.hashes[i], other.offsets[i]);
      }
    }
  }

  private void grow() {
    long[] before = hashes;
    long[] values = offsets;
    hashes = new long[before.length * 2];
    offsets = new long[before.length * 2];
    for (int i = 0; i < before.length; i++) {
      if (before[i] != ChannelHash.NONE) {
        int slot = slot(hashes, before[i]);
        hashes[slot] = before[i];
        offsets[slot] = values[i];
      }
    }
  }

  private static int slot(long[] hashes, long hash) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (hashes[slot] != ChannelHash.NONE && hashes[slot] != hash) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
