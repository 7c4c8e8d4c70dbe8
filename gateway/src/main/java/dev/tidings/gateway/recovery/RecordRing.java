package dev.tidings.gateway.recovery;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Records of bytes in the order in which they came, of which the oldest are let go. Their memory is
 * used again, so that however many come and go, the garbage collector has nothing to do with them.
 * Addresses go up for ever: a smaller one is older. Not safe for several threads.
 */
final class RecordRing {

  /** Before the first record, and where there is none. */
  static final long NONE = -1;

  private static final int CHUNK_BYTES = 256 * 1024;
  private static final int SPARE_CHUNKS = 2;
  private static final int LENGTH_BYTES = 4;

  /** The chunks that have records, by number. An address is a chunk's number and a place in it. */
  private final Map<Integer, ByteBuffer> chunks = new HashMap<>();

  /** The one that is added to; null if there is none yet. */
  private ByteBuffer newest;

  private final ArrayDeque<ByteBuffer> spare = new ArrayDeque<>();
  private int firstChunk;
  private int firstPlace;
  private int lastChunk = -1;
  private long bytes;

  /** Where a record is, for as long as it isn't let go. */
  record Place(ByteBuffer chunk, int at) {}

  boolean isEmpty() {
    return chunks.isEmpty();
  }

  /** What all records take. */
  long bytes() {
    return bytes;
  }

  /** Makes room for a record after all others; its address. */
  long add(int length) {
    int needed = LENGTH_BYTES + length;
    if (newest == null || newest.remaining() < needed) {
      newest = fresh(needed);
      lastChunk++;
      chunks.put(lastChunk, newest);
    }
    int at = newest.position();
    newest.putInt(at, needed);
    newest.position(at + needed);
    bytes += needed;
    return (long) lastChunk << Integer.SIZE | at;
  }

  /** The record of an address; null if it has been let go, or there is none. */
  Place find(long address) {
    return address < first() || isEmpty() ? null : place(address);
  }

  /** The oldest record; there is one. */
  Place oldest() {
    return place(first());
  }

  /** The address of the oldest record. */
  long first() {
    return (long) firstChunk << Integer.SIZE | firstPlace;
  }

  /** Lets the oldest record go. */
  void removeFirst() {
    ByteBuffer chunk = chunks.get(firstChunk);
    int length = chunk.getInt(firstPlace);
    bytes -= length;
    firstPlace += length;
    if (firstPlace == chunk.position()) {
      chunks.remove(firstChunk);
      if (chunk == newest) {
        newest = null;
      }
      firstChunk++;
      firstPlace = 0;
      if (spare.size() < SPARE_CHUNKS && chunk.capacity() == CHUNK_BYTES) {
        spare.add(chunk);
      }
    }
  }

  private Place place(long address) {
    return new Place(chunks.get((int) (address >> Integer.SIZE)), (int) address + LENGTH_BYTES);
  }

  private ByteBuffer fresh(int needed) {
    ByteBuffer known = needed <= CHUNK_BYTES ? spare.poll() : null;
    return known == null ? ByteBuffer.allocate(Math.max(CHUNK_BYTES, needed)) : known.clear();
  }
}
