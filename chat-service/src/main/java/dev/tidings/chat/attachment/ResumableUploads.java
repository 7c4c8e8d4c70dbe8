package dev.tidings.chat.attachment;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.attachment.IncomingFiles.Written;
import dev.tidings.chat.attachment.UploadParts.Part;
import dev.tidings.chat.directory.Caller;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes contents in parts. What has come of a part when its connection breaks is kept. The one who
 * adds the last part, or asks how far it is when all are there, puts the content together.
 */
@Singleton
class ResumableUploads {

  private static final Logger LOG = Logger.getLogger(ResumableUploads.class);

  private final Attachments attachments;
  private final UploadParts parts;
  private final Completion completion;
  private final IncomingFiles incoming;
  private final ContentStore store;
  private final AttachmentConfig config;

  ResumableUploads(
      Attachments attachments,
      UploadParts parts,
      Completion completion,
      IncomingFiles incoming,
      ContentStore store,
      AttachmentConfig config) {
    this.attachments = attachments;
    this.parts = parts;
    this.completion = completion;
    this.incoming = incoming;
    this.store = store;
    this.config = config;
  }

  /** How far an upload is. */
  record Progress(long offset, long length) {}

  /**
   * How far the upload of an attachment of the caller's is.
   *
   * @throws ProblemException {@code not-found}; {@code content-mismatch} if all parts are there and
   *     are not what was announced: they are forgotten then
   */
  Progress progress(Caller caller, UUID id) {
    AttachmentRow row = attachments.visible(caller, id).requireOwner(caller);
    long length = row.uploadedSize();
    if (row.view().complete()) {
      return new Progress(length, length);
    }
    long offset = parts.end(id);
    if (offset == length) {
      finish(caller, row);
    }
    return new Progress(offset, length);
  }

  /**
   * Takes a part of the content of an attachment of the caller's.
   *
   * @param offset where in the content it begins
   * @throws ProblemException {@code not-found}; {@code upload-offset-mismatch}; {@code
   *     payload-too-large}; {@code too-many-parts}; {@code content-mismatch}
   */
  Progress append(Caller caller, UUID id, long offset, InputStream content) {
    AttachmentRow row = attachments.visible(caller, id).requireOwner(caller);
    Progress before = progress(caller, id);
    if (offset != before.offset()) {
      throw elsewhere(before.offset());
    }
    if (before.offset() == before.length()) {
      return before;
    }
    if (parts.all(id).size() >= config.maxParts()) {
      throw new ProblemException(
          ChatProblem.TOO_MANY_PARTS,
          "A content comes in at most " + config.maxParts() + " parts; send it as a whole.");
    }
    long end = offset + take(row, offset, content);
    if (end == before.length()) {
      finish(caller, row);
    }
    return new Progress(end, before.length());
  }

  /** Stores a part, or as much of it as comes; how much that is. */
  private long take(AttachmentRow row, long offset, InputStream content) {
    UUID id = row.view().id();
    long left = row.uploadedSize() - offset;
    Path file = null;
    try {
      file = incoming.create("part-");
      receive(new Bounded(content, left + 1), file);
      long size = Files.size(file);
      if (size > left) {
        throw new ProblemException(
            CommonProblem.PAYLOAD_TOO_LARGE,
            "The content has more than the " + row.uploadedSize() + " bytes.");
      }
      if (size > 0) {
        String key = UploadParts.newKey(id);
        store.put(key, file);
        if (!parts.add(id, offset, size, key)) {
          store.delete(key);
          throw elsewhere(parts.end(id));
        }
      }
      return size;
    } catch (IOException e) {
      throw new AttachmentException("A part of a content cannot be taken", e);
    } finally {
      IncomingFiles.forget(file);
    }
  }

  /** A connection that breaks is what all this is for: what has come by then is a part. */
  private static void receive(InputStream content, Path file) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int count = read(content, buffer); count >= 0; count = read(content, buffer)) {
        out.write(buffer, 0, count);
      }
    }
  }

  private static int read(InputStream content, byte[] buffer) {
    try {
      return content.read(buffer);
    } catch (IOException e) {
      LOG.debugf("A part of a content was cut off: %s", e.getMessage());
      return -1;
    }
  }

  private void finish(Caller caller, AttachmentRow row) {
    UUID id = row.view().id();
    Path file = null;
    try {
      file = incoming.create("upload-");
      Written received = join(parts.all(id), file);
      completion.complete(caller, row, file, received);
    } catch (ProblemException e) {
      parts.drop(id);
      throw e;
    } catch (IOException e) {
      if (!attachments.visible(caller, id).view().complete()) {
        throw new AttachmentException("The parts of a content cannot be put together", e);
      }
    } finally {
      IncomingFiles.forget(file);
    }
  }

  private Written join(List<Part> all, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (Part part : all) {
        try (InputStream in =
            store
                .open(part.objectKey(), new ByteRange(0, part.size()))
                .orElseThrow(() -> new IOException("A part is not in the store"))) {
          in.transferTo(out);
        }
      }
    }
    try (InputStream in = Files.newInputStream(file)) {
      return IncomingFiles.measure(in);
    }
  }

  private static ProblemException elsewhere(long offset) {
    return new ProblemException(
        ChatProblem.UPLOAD_OFFSET_MISMATCH, "The upload goes on at byte " + offset + ".");
  }
}
