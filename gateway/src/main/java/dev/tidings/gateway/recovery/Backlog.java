package dev.tidings.gateway.recovery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** What is still to be sent, in pages. Not safe for several threads. */
final class Backlog {

  private final long pageBytes;
  private final Deque<Missed> pending = new ArrayDeque<>();
  private long bytes;

  Backlog(long pageBytes) {
    this.pageBytes = pageBytes;
  }

  void add(Collection<Missed> more) {
    more.forEach(each -> bytes += Replay.size(each));
    pending.addAll(more);
  }

  /** Whether what is left is one page, or nothing. */
  boolean isLast() {
    return bytes <= pageBytes || pending.size() == 1;
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  int size() {
    return pending.size();
  }

  /** All that is left; it stays. */
  Collection<Missed> all() {
    return pending;
  }

  /** Takes a page, which has at least one event if any is left. */
  List<Missed> take() {
    var page = new ArrayList<Missed>();
    long taken = 0;
    while (!pending.isEmpty()
        && (page.isEmpty() || taken + Replay.size(pending.getFirst()) <= pageBytes)) {
      taken += Replay.size(pending.getFirst());
      page.add(pending.removeFirst());
    }
    bytes -= taken;
    return page;
  }
}
