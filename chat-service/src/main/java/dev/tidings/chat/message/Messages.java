package dev.tidings.chat.message;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
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
   * The answers to a message of one of the caller's rooms.
   *
   * @param roomId the room that it must be of; null for any
   * @throws ProblemException {@code not-found}
   */
  public Range thread(Caller caller, UUID roomId, UUID parentId) {
    MessageView parent = get(caller, parentId);
    if (roomId != null && !roomId.equals(parent.roomId())) {
      throw MessageId.notFound();
    }
    return new Range(parent.roomId(), parentId);
  }

  /**
   * The page in whose middle a message is, the oldest first.
   *
   * @throws ProblemException {@code not-found} if it is none of the range
   */
  public Page<MessageView> around(Caller caller, Range range, UUID messageId, int limit) {
    MessageView middle = get(caller, messageId);
    if (!range.contains(middle)) {
      throw MessageId.notFound();
    }
    int half = limit / 2;
    List<MessageView> older = reader.before(caller, range, middle.seq(), half + 1);
    List<MessageView> newer = reader.after(caller, range, middle.seq() - 1, limit - half + 1);
    var items = new ArrayList<>(older.subList(0, Math.min(half, older.size())).reversed());
    items.addAll(newer.subList(0, Math.min(limit - half, newer.size())));
    return page(items, newer.size() > limit - half, older.size() > half);
  }

  /**
   * A page of the messages of a range, the oldest first. Without a cursor: the newest page.
   *
   * @param before a cursor: the page that ends before it; null if not asked for
   * @param after a cursor: the page that begins after it; null if not asked for
   */
  public Page<MessageView> page(
      Caller caller, Range range, String before, String after, int limit) {
    long bound = before == null ? Long.MAX_VALUE : seq(before);
    long start = after == null ? 0 : seq(after);
    memberships.roleOf(caller, range.roomId());
    return after == null
        ? older(reader.before(caller, range, bound, limit + 1), limit, before != null)
        : newer(reader.after(caller, range, start, limit + 1), range, limit);
  }

  private static Page<MessageView> older(
      List<MessageView> newestFirst, int limit, boolean newerExist) {
    List<MessageView> items =
        newestFirst.subList(0, Math.min(limit, newestFirst.size())).reversed();
    return page(items, newerExist, newestFirst.size() > limit);
  }

  private static Page<MessageView> newer(List<MessageView> oldestFirst, Range range, int limit) {
    List<MessageView> items = oldestFirst.subList(0, Math.min(limit, oldestFirst.size()));
    boolean olderExist = range.parentId() != null || !items.isEmpty() && items.getFirst().seq() > 1;
    return page(items, oldestFirst.size() > limit, olderExist);
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
