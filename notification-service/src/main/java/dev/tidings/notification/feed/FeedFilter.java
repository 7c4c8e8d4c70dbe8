package dev.tidings.notification.feed;

import java.time.Instant;
import java.util.Set;

/**
 * Which of a person's notifications to list.
 *
 * @param shelf where they are
 * @param unreadOnly leaves those out that have been read
 * @param type leaves those of other types out; null for all types
 * @param priorities leaves those of other priorities out; empty for all
 * @param since leaves those out that came before; null for none
 * @param text leaves those out that have it neither in the title nor in the body; null for none
 */
public record FeedFilter(
    Shelf shelf,
    boolean unreadOnly,
    String type,
    Set<Priority> priorities,
    Instant since,
    String text) {

  /** Everything in the list. */
  public static final FeedFilter ALL = new FeedFilter(false, null);

  /** Whether each notification has to be looked at: no index knows which fit. */
  boolean looksAtEach() {
    return text != null || !priorities.isEmpty();
  }

  public FeedFilter {
    priorities = Set.copyOf(priorities);
  }

  /** Those in the list, of one type or of all. */
  public FeedFilter(boolean unreadOnly, String type) {
    this(Shelf.LIST, unreadOnly, type, Set.of(), null, null);
  }

  /** Where notifications are. */
  public enum Shelf {
    /** What is to be looked at. */
    LIST,
    /** What was put away. */
    ARCHIVE,
    /** What comes back later. */
    SNOOZED
  }
}
