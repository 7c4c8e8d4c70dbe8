package dev.tidings.chat.attachment;

import dev.tidings.chat.attachment.IncomingFiles.Written;
import dev.tidings.chat.directory.Caller;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;

/** Takes the contents of reserved attachments that come as a whole. */
@Singleton
class Uploads {

  private final Attachments attachments;
  private final Completion completion;
  private final IncomingFiles incoming;

  Uploads(Attachments attachments, Completion completion, IncomingFiles incoming) {
    this.attachments = attachments;
    this.completion = completion;
    this.incoming = incoming;
  }

  /**
   * What an upload came to.
   *
   * @param isNew whether the content was not there before
   */
  record Uploaded(AttachmentView attachment, boolean isNew) {}

  /**
   * Takes the whole content of an attachment of the caller's; may be repeated.
   *
   * @throws ProblemException {@code not-found}; {@code content-mismatch} if it is not what was
   *     reserved; {@code payload-too-large}
   */
  Uploaded upload(Caller caller, UUID id, InputStream content) {
    AttachmentRow row = attachments.visible(caller, id).requireOwner(caller);
    Path file = null;
    try {
      file = incoming.create("upload-");
      long size = row.uploadedSize();
      Written received = IncomingFiles.write(new Bounded(content, size + 1), file);
      if (received.size() > size) {
        throw new ProblemException(
            CommonProblem.PAYLOAD_TOO_LARGE, "The content has more than the " + size + " bytes.");
      }
      if (row.view().complete()) {
        if (!received.sha256().equals(row.uploadedSha256())) {
          throw Completion.mismatch("The attachment has another content already.");
        }
        return new Uploaded(row.view(), false);
      }
      return new Uploaded(completion.complete(caller, row, file, received), true);
    } catch (IOException e) {
      throw new AttachmentException("A content cannot be taken", e);
    } finally {
      IncomingFiles.forget(file);
    }
  }
}
