package dev.tidings.chat.sync;

import dev.tidings.chat.ChatConfig;
import dev.tidings.chat.conversation.Conversations;
import dev.tidings.chat.conversation.RoomView;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.sync.ChangedRooms.ChangedRoom;
import dev.tidings.chat.sync.SyncView.RoomChangesView;
import dev.tidings.platform.store.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Says what has changed, in rounds: a round goes through the caller's rooms by id, page by page,
 * and its end is a token that covers all that was over when it began. What changes meanwhile is
 * told by the next round, if not already by this one.
 */
@ApplicationScoped
public class Sync {

  /** An answer ends when it has about so many characters of messages. */
  static final int MAX_TEXT = 200_000;

  private final Sql sql;
  private final ChangedRooms changedRooms;
  private final RoomDetails details;
  private final Conversations conversations;
  private final ChatConfig config;
  private final Clock clock;

  Sync(
      Sql sql,
      ChangedRooms changedRooms,
      RoomDetails details,
      Conversations conversations,
      ChatConfig config,
      Clock clock) {
    this.sql = sql;
    this.changedRooms = changedRooms;
    this.details = details;
    this.conversations = conversations;
    this.config = config;
    this.clock = clock;
  }

  /**
   * What has changed since a token.
   *
   * @param token null: everything is new
   * @param limit how many rooms at most
   */
  SyncView since(Caller caller, String token, int limit) {
    return QuarkusTransaction.requiringNew().call(() -> page(caller, token, limit));
  }

  /** All of an answer is read from one snapshot. */
  private SyncView page(Caller caller, String token, int limit) {
    sql.update("set transaction isolation level repeatable read, read only");
    Moment moment = Moment.present(sql);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Start start = start(caller, token, moment, now);
    SyncToken round = start.token();
    var window = new Window(round.since(), moment.next());
    List<ChangedRoom> changed = changedRooms.find(caller, window, round.after(), limit + 1);
    List<ChangedRoom> page = changed.subList(0, Math.min(limit, changed.size()));
    List<RoomChangesView> items = items(caller, window, page);
    List<UUID> left = new ArrayList<>();
    UUID last = null;
    int shown = 0;
    for (ChangedRoom room : page) {
      if (room.isLeft()) {
        left.add(room.id());
      } else if (shown < items.size()) {
        shown++;
      } else {
        break;
      }
      last = room.id();
    }
    boolean goesOn = last != null && !last.equals(changed.getLast().id());
    SyncToken next =
        goesOn
            ? new SyncToken(moment.epoch(), round.since(), round.until(), last, round.at())
            : new SyncToken(moment.epoch(), round.until(), 0, null, round.at());
    return new SyncView(
        start.reason() != null,
        start.reason(),
        items,
        left,
        next.encode(caller),
        goesOn || hasChangedMeanwhile(caller, round, moment));
  }

  /** A round of several pages, which may have been begun long ago, ends where it began. */
  private boolean hasChangedMeanwhile(Caller caller, SyncToken round, Moment moment) {
    return round.after() != null
        && !changedRooms.find(caller, new Window(round.until(), moment.next()), null, 1).isEmpty();
  }

  /**
   * Where to begin.
   *
   * @param reason why with everything; null if not
   */
  private record Start(SyncToken token, String reason) {}

  private Start start(Caller caller, String text, Moment moment, Instant now) {
    if (text == null || text.isEmpty()) {
      return everything(moment, now, "first");
    }
    SyncToken token = SyncToken.decode(caller, text).orElse(null);
    if (token == null
        || token.epoch() != moment.epoch()
        || Math.max(token.since(), token.until()) > moment.next()) {
      return everything(moment, now, "unknown");
    }
    if (Duration.between(token.at(), now).compareTo(config.syncKept()) > 0) {
      return everything(moment, now, "expired");
    }
    return new Start(
        token.after() == null
            ? new SyncToken(token.epoch(), token.since(), moment.lowest(), null, now)
            : token,
        null);
  }

  private static Start everything(Moment moment, Instant now, String reason) {
    return new Start(new SyncToken(moment.epoch(), 0, moment.lowest(), null, now), reason);
  }

  /** The rooms of a page with what has changed in them, until an answer is long enough. */
  private List<RoomChangesView> items(Caller caller, Window window, List<ChangedRoom> page) {
    List<ChangedRoom> present = page.stream().filter(room -> !room.isLeft()).toList();
    List<UUID> known = present.stream().filter(room -> !room.isNew()).map(ChangedRoom::id).toList();
    Map<UUID, RoomView> views =
        conversations.get(caller, present.stream().map(ChangedRoom::id).toList());
    RoomDetails.Of detail = details.of(known, window, config.receiptsUpToMembers());
    var items = new ArrayList<RoomChangesView>();
    int text = 0;
    for (ChangedRoom room : present) {
      RoomChangesView item = item(caller, window, room, views.get(room.id()), detail);
      text += item.messages().stream().mapToInt(Sync::length).sum();
      if (text > MAX_TEXT && !items.isEmpty()) {
        break;
      }
      items.add(text > MAX_TEXT ? limited(room, views.get(room.id())) : item);
    }
    return items;
  }

  private RoomChangesView item(
      Caller caller, Window window, ChangedRoom room, RoomView view, RoomDetails.Of detail) {
    int most = config.syncRoomChanges();
    List<MessageView> messages =
        room.isNew() ? List.of() : details.messages(caller, room.id(), window, most + 1);
    var members = detail.members(room.id());
    var gone = detail.gone(room.id());
    if (room.isNew() || messages.size() > most || members.size() > most || gone.size() > most) {
      return limited(room, view);
    }
    return new RoomChangesView(
        room.id(),
        false,
        room.eventSeq(),
        room.purgedSeq(),
        room.deliveredSeq(),
        room.readSeq(),
        view,
        messages,
        members,
        gone,
        detail.receipts(room.id()));
  }

  private static RoomChangesView limited(ChangedRoom room, RoomView view) {
    return new RoomChangesView(
        room.id(),
        true,
        room.eventSeq(),
        room.purgedSeq(),
        room.deliveredSeq(),
        room.readSeq(),
        view,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** The text and its HTML, and what the other fields take. */
  private static int length(MessageView message) {
    return 800 + message.message().length() + message.html().length();
  }
}
