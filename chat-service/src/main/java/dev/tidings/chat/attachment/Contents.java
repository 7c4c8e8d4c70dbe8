package dev.tidings.chat.attachment;

import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Everything that a user has uploaded, for those who may have all of it; asks no rights. */
@ApplicationScoped
public class Contents {

  private static final String OF_USER =
      AttachmentRow.SELECT
          + " where a.workspace = ? and a.user_id = ? and a.status = 'complete' order by a.id";

  private final Sql sql;
  private final ContentStore store;

  Contents(Sql sql, ContentStore store) {
    this.sql = sql;
    this.store = store;
  }

  /**
   * An attachment with its content.
   *
   * @param key where the content is
   */
  public record Stored(AttachmentView view, String key) {}

  /** The attachments of a user that have a content. */
  public List<Stored> of(String workspace, String userId) {
    return sql.<AttachmentRow>list(OF_USER, AttachmentRow::read, workspace, userId).stream()
        .map(row -> new Stored(row.view(), row.objectKey()))
        .toList();
  }

  /** The content; empty if it is not in the store. */
  public Optional<InputStream> open(Stored attachment) {
    return store.open(attachment.key(), new ByteRange(0, attachment.view().size()));
  }
}
