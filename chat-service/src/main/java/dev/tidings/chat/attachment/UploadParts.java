package dev.tidings.chat.attachment;

import dev.tidings.platform.store.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The parts of contents that have come so far, each an object of the store: whichever replica gets
 * the next one knows of all before it, also after a restart.
 */
@Singleton
class UploadParts {

  private static final int BATCH = 100;

  private static final String LOCK =
      "select 1 from chat_attachments where id = ? and status = 'reserved' for update";

  private static final String END =
      "select coalesce(max(place + size), 0) from chat_attachment_parts where attachment_id = ?";

  private static final String ADD =
      """
      insert into chat_attachment_parts (attachment_id, place, size, object_key)
      values (?, ?, ?, ?)
      """;

  private static final String ALL =
      """
      select size, object_key from chat_attachment_parts where attachment_id = ? order by place
      """;

  private static final String OF_OTHERS =
      """
      select distinct p.attachment_id
        from chat_attachment_parts p join chat_attachments a on a.id = p.attachment_id
       where a.status <> 'reserved'
       limit %d
      """
          .formatted(BATCH);

  private final Sql sql;
  private final ContentStore store;

  UploadParts(Sql sql, ContentStore store) {
    this.sql = sql;
    this.store = store;
  }

  /** A part. */
  record Part(long size, String objectKey) {}

  /** A key that no other part has. */
  static String newKey(UUID attachmentId) {
    return attachmentId
        + "-"
        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
        + "-p";
  }

  /** Where the next part has to begin. */
  long end(UUID attachmentId) {
    return sql.number(END, attachmentId);
  }

  /** All parts that have come, in their order. */
  List<Part> all(UUID attachmentId) {
    return sql.list(ALL, row -> new Part(row.getLong(1), row.getString(2)), attachmentId);
  }

  /**
   * Adds a part that is in the store.
   *
   * @return whether it goes on where the parts before it end; of two that do at once one is taken
   */
  boolean add(UUID attachmentId, long place, long size, String objectKey) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                sql.first(LOCK, row -> true, attachmentId).isPresent()
                    && end(attachmentId) == place
                    && sql.update(ADD, attachmentId, place, size, objectKey) == 1);
  }

  /** Destroys all parts of an attachment; the rows go last, so that what fails is done again. */
  void drop(UUID attachmentId) {
    all(attachmentId).forEach(part -> store.delete(part.objectKey()));
    sql.update("delete from chat_attachment_parts where attachment_id = ?", attachmentId);
  }

  /** Destroys parts of which nobody needs any more; whether there may be others. */
  boolean dropLeftOver() {
    List<UUID> left = sql.list(OF_OTHERS, row -> row.getObject(1, UUID.class));
    left.forEach(this::drop);
    return left.size() == BATCH;
  }

  /** Whether an object of the store is a part. */
  boolean have(String objectKey) {
    return sql.number("select count(*) from chat_attachment_parts where object_key = ?", objectKey)
        > 0;
  }
}
