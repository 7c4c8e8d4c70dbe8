package dev.tidings.chat.attachment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A row of the table {@code chat_attachments}.
 *
 * @param declaredSha256 what the content's shall be; null if it was not said
 * @param objectKey where the content is; null while there is none
 */
record AttachmentRow(
    AttachmentView view,
    String workspace,
    String userId,
    String declaredSha256,
    String objectKey,
    UUID messageId) {

  static final String SELECT =
      """
      select a.id, a.name, a.size, a.status, a.type, a.sha256, a.width, a.height, a.thumbnail,
             a.workspace, a.user_id, a.declared_sha256, a.object_key, a.message_id
        from chat_attachments a
      """;

  static AttachmentRow read(ResultSet row) throws SQLException {
    return new AttachmentRow(
        new AttachmentView(
            row.getObject("id", UUID.class),
            row.getString("name"),
            row.getLong("size"),
            row.getString("status").equals("complete"),
            row.getString("type"),
            row.getString("sha256"),
            row.getObject("width", Integer.class),
            row.getObject("height", Integer.class),
            row.getString("thumbnail").equals("made")),
        row.getString("workspace"),
        row.getString("user_id"),
        row.getString("declared_sha256"),
        row.getString("object_key"),
        row.getObject("message_id", UUID.class));
  }

  /** Where the thumbnail of a content is. */
  static String thumbnailKey(String objectKey) {
    return objectKey + "-t";
  }
}
