package dev.tidings.chat.attachment;

import java.time.Instant;
import java.util.UUID;

/**
 * The right of one person to see one file for a while.
 *
 * @param until the second at which it ends
 */
record FileLink(File file, UUID attachmentId, String workspace, String userId, Instant until) {

  /** Which file of an attachment. */
  enum File {
    CONTENT,
    THUMBNAIL
  }
}
