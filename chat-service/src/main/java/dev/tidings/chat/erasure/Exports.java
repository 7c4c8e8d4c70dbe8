package dev.tidings.chat.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.chat.attachment.Contents;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Directory;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes what is stored of somebody, page by page, so that it is never all in memory. */
@ApplicationScoped
class Exports {

  private static final int PAGE = 500;

  private static final String ROOMS =
      "select id from chat_rooms where workspace = ? and id > ? order by id limit " + PAGE;

  private static final String MEMBERSHIPS =
      """
      select json_build_object('roomId', m.room_id, 'kind', r.kind, 'name', r.name, 'role', m.role,
                               'joinedAt', m.joined_at, 'lastReadSeq', m.last_read_seq)::text
        from chat_room_members m join chat_rooms r on r.id = m.room_id
       where m.workspace = ? and m.user_id = ?
       order by m.room_id
      """;

  private static final String MESSAGES =
      """
      select x.seq,
             json_build_object('id', x.id, 'roomId', x.room_id, 'seq', x.seq, 'message', x.message,
                               'parentId', x.parent_id, 'createdAt', x.created_at,
                               'editedAt', x.edited_at, 'deletedAt', x.deleted_at,
                               'clientMessageId', x.client_message_id)::text
        from chat_messages x
       where x.room_id = ? and x.user_id = ? and x.seq > ?
       order by x.seq limit
      """
          + PAGE;

  private static final String VERSIONS =
      """
      select json_build_object('roomId', v.room_id, 'seq', v.seq, 'version', v.version,
                               'message', v.message, 'createdAt', v.created_at)::text
        from chat_message_versions v
        join chat_messages x on x.room_id = v.room_id and x.seq = v.seq
       where v.room_id = ? and x.user_id = ?
       order by v.seq, v.version
      """;

  private static final String REACTIONS =
      """
      select json_build_object('roomId', room_id, 'seq', seq, 'emoji', emoji,
                               'reactedAt', reacted_at)::text
        from chat_reactions where room_id = ? and user_id = ?
       order by seq, emoji
      """;

  private static final String INVITATIONS =
      """
      select json_build_object('id', id, 'roomId', room_id, 'userId', user_id,
                               'invitedBy', invited_by, 'role', role, 'status', status,
                               'createdAt', created_at)::text
        from chat_invitations where workspace = ? and (user_id = ? or invited_by = ?)
       order by id
      """;

  private static final String REPORTS =
      """
      select json_build_object('id', id, 'roomId', room_id, 'messageId', message_id,
                               'reason', reason, 'note', note, 'status', status,
                               'createdAt', created_at)::text
        from chat_reports where workspace = ? and reporter_id = ?
       order by id
      """;

  private final Sql sql;
  private final Directory directory;
  private final Contents contents;
  private final EventIds ids;
  private final Clock clock;

  Exports(Sql sql, Directory directory, Contents contents, EventIds ids, Clock clock) {
    this.sql = sql;
    this.directory = directory;
    this.contents = contents;
    this.ids = ids;
    this.clock = clock;
  }

  private record Line(long seq, String json) {}

  /** Writes down who gets whose data. */
  void note(Caller caller, String userId) {
    sql.update(
        "insert into chat_exports (id, workspace, user_id, requested_by, requested_at) values (?, ?, ?, ?, ?)",
        UUID.fromString(ids.next()),
        caller.workspace(),
        userId,
        caller.id(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /** Writes the archive. */
  void write(String workspace, String userId, OutputStream out) throws IOException {
    try (var zip = new ZipOutputStream(out, UTF_8)) {
      zip.putNextEntry(new ZipEntry("profile.json"));
      zip.write(Json.bytes(directory.find(workspace, userId)));
      zip.putNextEntry(new ZipEntry("memberships.ndjson"));
      lines(zip, sql.list(MEMBERSHIPS, row -> row.getString(1), workspace, userId));
      zip.putNextEntry(new ZipEntry("invitations.ndjson"));
      lines(zip, sql.list(INVITATIONS, row -> row.getString(1), workspace, userId, userId));
      zip.putNextEntry(new ZipEntry("reports.ndjson"));
      lines(zip, sql.list(REPORTS, row -> row.getString(1), workspace, userId));
      zip.putNextEntry(new ZipEntry("messages.ndjson"));
      eachRoom(workspace, room -> messages(zip, room, userId));
      zip.putNextEntry(new ZipEntry("versions.ndjson"));
      eachRoom(
          workspace, room -> lines(zip, sql.list(VERSIONS, row -> row.getString(1), room, userId)));
      zip.putNextEntry(new ZipEntry("reactions.ndjson"));
      eachRoom(
          workspace,
          room -> lines(zip, sql.list(REACTIONS, row -> row.getString(1), room, userId)));
      attachments(zip, workspace, userId);
    }
  }

  private interface RoomWriter {
    void write(UUID roomId) throws IOException;
  }

  private void eachRoom(String workspace, RoomWriter writer) throws IOException {
    UUID place = new UUID(0, 0);
    List<UUID> rooms;
    do {
      rooms = sql.list(ROOMS, row -> row.getObject(1, UUID.class), workspace, place);
      for (UUID room : rooms) {
        writer.write(room);
        place = room;
      }
    } while (rooms.size() == PAGE);
  }

  private void messages(OutputStream out, UUID room, String userId) throws IOException {
    long place = 0;
    List<Line> page;
    do {
      page =
          sql.list(
              MESSAGES, row -> new Line(row.getLong(1), row.getString(2)), room, userId, place);
      lines(out, page.stream().map(Line::json).toList());
      place = page.isEmpty() ? place : page.getLast().seq();
    } while (page.size() == PAGE);
  }

  private void attachments(ZipOutputStream zip, String workspace, String userId)
      throws IOException {
    List<Contents.Stored> stored = contents.of(workspace, userId);
    zip.putNextEntry(new ZipEntry("attachments.ndjson"));
    for (Contents.Stored each : stored) {
      zip.write(Json.bytes(each.view()));
      zip.write('\n');
    }
    for (Contents.Stored each : stored) {
      Optional<InputStream> content = contents.open(each);
      if (content.isPresent()) {
        zip.putNextEntry(
            new ZipEntry("attachments/" + each.view().id() + "/" + each.view().name()));
        try (InputStream in = content.get()) {
          in.transferTo(zip);
        }
      }
    }
  }

  private static void lines(OutputStream out, List<String> lines) throws IOException {
    for (String line : lines) {
      out.write(line.getBytes(UTF_8));
      out.write('\n');
    }
  }
}
