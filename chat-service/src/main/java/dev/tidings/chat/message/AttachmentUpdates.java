package dev.tidings.chat.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.chat.attachment.Attachments;
import dev.tidings.chat.attachment.ThumbnailMade;
import dev.tidings.chat.message.MessageEvent.AttachmentsUpdated;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tells rooms when a message's attachments have become more than they were. */
@ApplicationScoped
class AttachmentUpdates {

  private static final String STORE =
      """
      update chat_messages set attachments = ?::jsonb, event_seq = ?
       where room_id = ? and id = ? and deleted_at is null
      """;

  private final Sql sql;
  private final Attachments attachments;
  private final MessageReader reader;
  private final RoomStream stream;
  private final Clock clock;

  AttachmentUpdates(
      Sql sql, Attachments attachments, MessageReader reader, RoomStream stream, Clock clock) {
    this.sql = sql;
    this.attachments = attachments;
    this.reader = reader;
    this.stream = stream;
    this.clock = clock;
  }

  /** What is deleted has no attachments any more, so no thumbnail is made for it. */
  void update(@Observes ThumbnailMade made) {
    Room room = made.room();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String json = new String(Json.bytes(attachments.of(made.messageId())), UTF_8);
    sql.update(STORE, json, stream.draw(room.id()), room.id(), made.messageId());
    stream.append(
        room.workspace(),
        room.id(),
        now,
        new AttachmentsUpdated(reader.inWorkspace(room.workspace(), made.messageId())));
  }
}
