package dev.tidings.chat.attachment;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.Rooms;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Makes thumbnails, one at a time in each replica. An image is taken for a while; if whoever has
 * taken it does not come back with the picture, another one tries, but not for ever.
 */
@Singleton
class ThumbnailWorker {

  private static final Logger LOG = Logger.getLogger(ThumbnailWorker.class);
  private static final int MAX_TRIES = 3;
  private static final Duration TURN = Duration.ofMinutes(2);

  private static final String TAKE =
      """
      update chat_attachments a
         set thumbnail_tries = a.thumbnail_tries + 1,
             thumbnail_due_at = ?,
             thumbnail = case when a.thumbnail_tries >= %d then 'none' else a.thumbnail end
       where a.id = (select id from chat_attachments
                      where thumbnail = 'wanted' and status = 'complete' and thumbnail_due_at <= ?
                      order by thumbnail_due_at limit 1 for update skip locked)
      returning a.id, a.workspace, a.object_key, a.type, a.size, a.thumbnail
      """
          .formatted(MAX_TRIES);

  private final Sql sql;
  private final ContentStore store;
  private final IncomingFiles incoming;
  private final Rooms rooms;
  private final Event<ThumbnailMade> made;
  private final AttachmentConfig config;
  private final Clock clock;

  ThumbnailWorker(
      Sql sql,
      ContentStore store,
      IncomingFiles incoming,
      Rooms rooms,
      Event<ThumbnailMade> made,
      AttachmentConfig config,
      Clock clock) {
    this.sql = sql;
    this.store = store;
    this.incoming = incoming;
    this.rooms = rooms;
    this.made = made;
    this.config = config;
    this.clock = clock;
  }

  private record Wanted(
      UUID id, String workspace, String objectKey, String type, long size, boolean isGivenUp) {}

  private record Place(UUID roomId, UUID messageId) {}

  @Scheduled(every = "${tidings.chat.attachments.thumbnails-every:1s}", concurrentExecution = SKIP)
  @RunOnVirtualThread
  void round() {
    Optional<Wanted> next = take();
    while (next.isPresent()) {
      next.filter(wanted -> !wanted.isGivenUp()).ifPresent(this::make);
      next = take();
    }
  }

  private Optional<Wanted> take() {
    return sql.first(
        TAKE,
        row ->
            new Wanted(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6).equals("none")),
        clock.instant().plus(TURN),
        clock.instant());
  }

  private void make(Wanted wanted) {
    Path file = null;
    try {
      file = incoming.create("thumbnail-");
      if (draw(wanted, file)) {
        store.put(AttachmentRow.thumbnailKey(wanted.objectKey()), file);
        QuarkusTransaction.requiringNew().run(() -> announce(wanted));
      } else {
        sql.update("update chat_attachments set thumbnail = 'none' where id = ?", wanted.id());
      }
    } catch (IOException | RuntimeException e) {
      LOG.warnf(e, "No thumbnail this time, attachment=%s", wanted.id());
    } finally {
      IncomingFiles.forget(file);
    }
  }

  private boolean draw(Wanted wanted, Path file) throws IOException {
    Optional<InputStream> content = store.open(wanted.objectKey(), new ByteRange(0, wanted.size()));
    if (content.isEmpty()) {
      return false;
    }
    try (InputStream in = content.get()) {
      return Thumbnail.make(in, wanted.type(), file, config.thumbnailEdge(), config.maxPixels());
    }
  }

  /** Rooms are locked before attachments, as by those who send. */
  private void announce(Wanted wanted) {
    Optional<Place> before = place(wanted);
    Optional<Room> room = before.flatMap(place -> lock(wanted.workspace(), place.roomId()));
    if (sql.update(
            "update chat_attachments set thumbnail = 'made' where id = ? and status = 'complete'",
            wanted.id())
        == 0) {
      return;
    }
    if (before.isEmpty() && place(wanted).isPresent()) {
      throw new IllegalStateException("A message was sent with the image meanwhile");
    }
    room.ifPresent(
        locked -> made.fire(new ThumbnailMade(locked, before.orElseThrow().messageId())));
  }

  private Optional<Place> place(Wanted wanted) {
    return sql.first(
        "select room_id, message_id from chat_attachments where id = ? and message_id is not null",
        row -> new Place(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
        wanted.id());
  }

  /** A room that nobody is in any more is told nothing. */
  private Optional<Room> lock(String workspace, UUID roomId) {
    try {
      return Optional.of(rooms.lock(workspace, roomId));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }
}
