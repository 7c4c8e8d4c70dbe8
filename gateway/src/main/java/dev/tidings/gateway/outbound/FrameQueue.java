package dev.tidings.gateway.outbound;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What waits for one connection, oldest first: frames, and tasks between them. A ring that costs
 * nothing while it is empty and a reference for each entry otherwise. Frames are counted in bytes.
 * Used on the lane's thread only.
 */
final class FrameQueue {

  private static final Object[] NONE = {};
  private static final int FIRST_CAPACITY = 4;

  /** Up to this length an older frame is looked for by looking at each. */
  private static final int SCANNED = 16;

  /** A larger ring is given back when it runs empty. */
  private static final int KEPT_CAPACITY = 16;

  /** A null is the gap that a removed frame has left. */
  private Object[] ring = NONE;

  private int head;
  private int slots;
  private int gaps;
  private long bytes;

  /** The number of the oldest slot; slots are numbered for ever. */
  private long first;

  /** The newest frame's slot number for each thing that is conflated; null while not needed. */
  private Map<Object, Long> newest;

  boolean isEmpty() {
    return slots == gaps;
  }

  /** The frames' bytes. */
  long bytes() {
    return bytes;
  }

  void add(Frame frame) {
    append(frame);
    bytes += frame.size();
    if (newest != null && frame.conflatesWith() != null) {
      newest.put(frame.conflatesWith(), first + slots - 1);
    }
  }

  void add(Runnable task) {
    append(task);
  }

  /** Puts a frame before all others. */
  void addFirst(Frame frame) {
    Object[] rest = Arrays.copyOf(ring, ring.length);
    int from = head;
    int count = slots;
    clear();
    add(frame);
    for (int i = 0; i < count; i++) {
      Object entry = rest[(from + i) & rest.length - 1];
      if (entry instanceof Frame next) {
        add(next);
      } else if (entry != null) {
        append(entry);
      }
    }
  }

  /** The oldest entry, left where it is; null if there is none. */
  Object peek() {
    while (slots > 0) {
      Object entry = ring[head];
      if (entry != null) {
        return entry;
      }
      gaps--;
      advance();
    }
    return null;
  }

  /** Takes the oldest entry, which {@link #peek} has just shown. */
  void take() {
    if (ring[head] instanceof Frame frame) {
      bytes -= frame.size();
      if (newest != null && frame.conflatesWith() != null) {
        newest.remove(frame.conflatesWith(), first);
      }
    }
    advance();
    if (slots == 0) {
      newest = null;
      if (ring.length > KEPT_CAPACITY) {
        ring = NONE;
      }
      head = 0;
    }
  }

  /** Removes the frame that a newer one of the same thing makes worthless; null if none waits. */
  Frame removeOlder(Object thing) {
    long number = find(thing);
    if (number < 0) {
      return null;
    }
    return removeAt((int) (number - first));
  }

  /** Removes all frames that fit and tells of each. */
  void removeIf(Predicate<Frame> fits, Consumer<Frame> removed) {
    for (int i = 0; i < slots; i++) {
      if (ring[(head + i) & ring.length - 1] instanceof Frame frame && fits.test(frame)) {
        removed.accept(removeAt(i));
      }
    }
  }

  /** Forgets all frames, and tells of the tasks. */
  void clear(Consumer<Runnable> tasks) {
    Object[] entries = ring;
    int from = head;
    int count = slots;
    clear();
    for (int i = 0; i < count; i++) {
      if (entries[(from + i) & entries.length - 1] instanceof Runnable task) {
        tasks.accept(task);
      }
    }
  }

  private void clear() {
    first += slots;
    ring = NONE;
    head = 0;
    slots = 0;
    gaps = 0;
    bytes = 0;
    newest = null;
  }

  private long find(Object thing) {
    if (slots > SCANNED && newest == null) {
      newest = new HashMap<>();
      for (int i = 0; i < slots; i++) {
        if (ring[(head + i) & ring.length - 1] instanceof Frame frame
            && frame.conflatesWith() != null) {
          newest.put(frame.conflatesWith(), first + i);
        }
      }
    }
    if (newest != null) {
      return newest.getOrDefault(thing, -1L);
    }
    for (int i = slots - 1; i >= 0; i--) {
      if (ring[(head + i) & ring.length - 1] instanceof Frame frame
          && thing.equals(frame.conflatesWith())) {
        return first + i;
      }
    }
    return -1;
  }

  private Frame removeAt(int slot) {
    int at = (head + slot) & ring.length - 1;
    Frame frame = (Frame) ring[at];
    ring[at] = null;
    gaps++;
    bytes -= frame.size();
    if (newest != null && frame.conflatesWith() != null) {
      newest.remove(frame.conflatesWith(), first + slot);
    }
    return frame;
  }

  private void append(Object entry) {
    if (slots == ring.length) {
      if (gaps > slots / 2) {
        resize(ring.length);
      } else {
        resize(Math.max(FIRST_CAPACITY, 2 * ring.length));
      }
    }
    ring[(head + slots) & ring.length - 1] = entry;
    slots++;
  }

  /** Moves everything to the start of a new ring, without the gaps, so that numbers change. */
  private void resize(int capacity) {
    Object[] entries = new Object[capacity];
    int count = 0;
    for (int i = 0; i < slots; i++) {
      Object entry = ring[(head + i) & ring.length - 1];
      if (entry != null) {
        entries[count++] = entry;
      }
    }
    ring = entries;
    head = 0;
    slots = count;
    if (gaps > 0) {
      gaps = 0;
      newest = null;
    }
  }

  private void advance() {
    ring[head] = null;
    head = (head + 1) & ring.length - 1;
    slots--;
    first++;
  }
}
