package dev.tidings.chat.attachment;

import dev.tidings.chat.directory.Caller;
import dev.tidings.platform.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A row of the table {@code chat_attachments}.
 *
 * @param declaredSha256 what the content's shall be; null if it was not said
 * @param objectKey where the content is; null while there is none
 * @param uploadedSize of what is or was to be uploaded, of which less may be stored
 * @param uploadedSha256 of what was uploaded; null until it is complete
 */
record AttachmentRow(
    AttachmentView view,
    String workspace,
    String userId,
    String declaredSha256,
    String objectKey,
    UUID messageId,
    long uploadedSize,
    String uploadedSha256) {

  static final String SELECT =
      """
      select a.id, a.name, a.size, a.status, a.type, a.sha256, a.width, a.height, a.thumbnail,
             a.workspace, a.user_id, a.declared_sha256, a.object_key, a.message_id,
             coalesce(a.uploaded_size, a.size) as uploaded_size,
             coalesce(a.uploaded_sha256, a.sha256) as uploaded_sha256
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
        row.getObject("message_id", UUID.class),
        row.getLong("uploaded_size"),
        row.getString("uploaded_sha256"));
  }

  /**
   * The same, if it is the user's to upload.
   *
   * @throws ProblemException {@code not-found}
   */
  AttachmentRow requireOwner(Caller caller) {
    if (!userId.equals(caller.id())) {
      throw AttachmentId.notFound();
    }
    return this;
  }

  /** Where the thumbnail of a content is. */
  static String thumbnailKey(String objectKey) {
    return objectKey + "-t";
  }
}
