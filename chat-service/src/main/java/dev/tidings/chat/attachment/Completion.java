package dev.tidings.chat.attachment;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.attachment.IncomingFiles.Written;
import dev.tidings.chat.directory.Caller;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/**
 * Makes a file that was received whole the content of its attachment: says what it is, takes out of
 * a picture what is none of it, puts it into the store under a key that has its checksum, and only
 * then names it in the row. Whoever fails on the way, or comes second, leaves nothing that counts.
 */
@Singleton
class Completion {

  private static final String COMPLETE =
      """
      update chat_attachments
         set status = 'complete', object_key = ?, type = ?, size = ?, sha256 = ?,
             uploaded_size = ?, uploaded_sha256 = ?, width = ?, height = ?,
             thumbnail = ?, thumbnail_due_at = ?
       where id = ? and status = 'reserved'
      """;

  private final Sql sql;
  private final Attachments attachments;
  private final UploadParts parts;
  private final IncomingFiles incoming;
  private final ContentStore store;
  private final AttachmentConfig config;
  private final Clock clock;

  Completion(
      Sql sql,
      Attachments attachments,
      UploadParts parts,
      IncomingFiles incoming,
      ContentStore store,
      AttachmentConfig config,
      Clock clock) {
    this.sql = sql;
    this.attachments = attachments;
    this.parts = parts;
    this.incoming = incoming;
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Completes an attachment.
   *
   * @param file all of it; gone afterwards
   * @throws ProblemException {@code content-mismatch} if it is not what was announced, or not what
   *     somebody else has completed it with meanwhile
   */
  AttachmentView complete(Caller caller, AttachmentRow row, Path file, Written received)
      throws IOException {
    requireAnnounced(row, received);
    UUID id = row.view().id();
    Sniffed sniffed = Sniffed.of(file, row.view().name());
    Path clean = null;
    try {
      clean = incoming.create("clean-");
      Written stored = strip(file, sniffed.type(), clean) ? written(clean) : received;
      String key = id + "-" + stored.sha256().substring(0, 16);
      store.put(key, stored.equals(received) ? file : clean);
      boolean isNew =
          QuarkusTransaction.requiringNew().call(() -> name(row, key, sniffed, received, stored));
      AttachmentRow now = attachments.visible(caller, id);
      if (!isNew && !received.sha256().equals(now.uploadedSha256())) {
        store.delete(key);
        throw mismatch("The attachment has another content already.");
      }
      parts.drop(id);
      return now.view();
    } finally {
      IncomingFiles.forget(clean);
    }
  }

  private static void requireAnnounced(AttachmentRow row, Written received) {
    if (received.size() != row.uploadedSize()) {
      throw mismatch(
          "The content has " + received.size() + " bytes instead of " + row.uploadedSize() + ".");
    }
    if (row.declaredSha256() != null && !row.declaredSha256().equals(received.sha256())) {
      throw mismatch("The content's SHA-256 is " + received.sha256() + ".");
    }
  }

  /** Whether there is a copy; it may be the same. */
  private boolean strip(Path file, String type, Path copy) throws IOException {
    return config.stripMetadata() && ImageMetadata.strip(file, type, copy);
  }

  private static Written written(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return IncomingFiles.measure(in);
    }
  }

  private boolean name(
      AttachmentRow row, String key, Sniffed sniffed, Written received, Written stored) {
    boolean isWhole = stored.equals(received);
    int completed =
        sql.update(
            COMPLETE,
            key,
            sniffed.type(),
            stored.size(),
            stored.sha256(),
            isWhole ? null : received.size(),
            isWhole ? null : received.sha256(),
            sniffed.width(),
            sniffed.height(),
            sniffed.width() == null ? "none" : "wanted",
            clock.instant(),
            row.view().id());
    if (completed == 1) {
      attachments.giveBack(row, received.size() - stored.size());
    }
    return completed == 1;
  }

  static ProblemException mismatch(String detail) {
    return new ProblemException(ChatProblem.CONTENT_MISMATCH, detail);
  }
}
