package dev.tidings.chat.message;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What has been said in the caller's rooms. */
@ApplicationScoped
public class Messages {

  private final MessageReader reader;
  private final Memberships memberships;

  Messages(MessageReader reader, Memberships memberships) {
    this.reader = reader;
    this.memberships = memberships;
  }

  /**
   * A message of one of the caller's rooms.
   *
   * @throws ProblemException {@code not-found}
   */
  public MessageView get(Caller caller, UUID id) {
    return reader.find(caller, id).orElseThrow(MessageId::notFound);
  }

  /**
   * A page of a room's messages, the oldest first. Without a cursor: the newest page.
   *
   * @param before a cursor: the page that ends before it; null if not asked for
   * @param after a cursor: the page that begins after it; null if not asked for
   */
  public Page<MessageView> page(
      Caller caller, UUID roomId, String before, String after, int limit) {
    if (before != null && after != null) {
      throw ProblemException.invalid("?after", "cannot be combined with before");
    }
    long bound = before == null ? Long.MAX_VALUE : seq(before);
    long start = after == null ? 0 : seq(after);
    memberships.roleOf(caller, roomId);
    return after == null
        ? older(reader.before(caller, roomId, bound, limit + 1), limit, before != null)
        : newer(reader.after(caller, roomId, start, limit + 1), limit);
  }

  private static Page<MessageView> older(
      List<MessageView> newestFirst, int limit, boolean newerExist) {
    List<MessageView> items =
        newestFirst.subList(0, Math.min(limit, newestFirst.size())).reversed();
    return page(items, newerExist, newestFirst.size() > limit);
  }

  private static Page<MessageView> newer(List<MessageView> oldestFirst, int limit) {
    List<MessageView> items = oldestFirst.subList(0, Math.min(limit, oldestFirst.size()));
    return page(items, oldestFirst.size() > limit, !items.isEmpty() && items.getFirst().seq() > 1);
  }

  private static Page<MessageView> page(
      List<MessageView> items, boolean newerExist, boolean olderExist) {
    return items.isEmpty()
        ? new Page<>(items, null, null)
        : new Page<>(
            items,
            newerExist ? cursor(items.getLast()) : null,
            olderExist ? cursor(items.getFirst()) : null);
  }

  private static String cursor(MessageView message) {
    return Cursor.of(message.seq()).encode();
  }

  private static long seq(String cursor) {
    return Cursor.decode(cursor, 1).number(0);
  }
}
