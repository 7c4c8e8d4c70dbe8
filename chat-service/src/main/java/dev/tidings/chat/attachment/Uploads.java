package dev.tidings.chat.attachment;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.directory.Caller;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Takes the contents of reserved attachments. A content is written to a file of its own while it
 * comes, then put into the store under a key that has its checksum, and only then named by the
 * attachment's row: whoever fails on the way, or comes second, leaves nothing that counts.
 */
@ApplicationScoped
class Uploads {

  private static final String COMPLETE =
      """
      update chat_attachments
         set status = 'complete', object_key = ?, type = ?, sha256 = ?, width = ?, height = ?,
             thumbnail = ?, thumbnail_due_at = ?
       where id = ? and status = 'reserved'
      """;

  private final Sql sql;
  private final Attachments attachments;
  private final ContentStore store;
  private final AttachmentConfig config;
  private final Clock clock;

  Uploads(
      Sql sql, Attachments attachments, ContentStore store, AttachmentConfig config, Clock clock) {
    this.sql = sql;
    this.attachments = attachments;
    this.store = store;
    this.config = config;
    this.clock = clock;
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
    AttachmentRow row = attachments.visible(caller, id);
    if (!row.userId().equals(caller.id())) {
      throw AttachmentId.notFound();
    }
    Path file = null;
    try {
      file = Files.createTempFile(incoming(), "upload-", null);
      String sha256 = receive(row, content, file);
      if (row.view().complete()) {
        if (!sha256.equals(row.view().sha256())) {
          throw mismatch("The attachment has another content already.");
        }
        return new Uploaded(row.view(), false);
      }
      return new Uploaded(complete(caller, row, file, sha256), true);
    } catch (IOException e) {
      throw new AttachmentException("A content cannot be taken", e);
    } finally {
      delete(file);
    }
  }

  /** Uploads under way are beside the contents, so that a file can be renamed into its place. */
  private Path incoming() throws IOException {
    return Files.createDirectories(config.directory().resolve("incoming"));
  }

  private String receive(AttachmentRow row, InputStream content, Path file) throws IOException {
    MessageDigest digest = sha256();
    long size = row.view().size();
    long received;
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
      received = new Bounded(content, size + 1).transferTo(out);
    }
    if (received > size) {
      throw new ProblemException(
          CommonProblem.PAYLOAD_TOO_LARGE, "The content has more than the " + size + " bytes.");
    }
    if (received < size) {
      throw mismatch("The content has " + received + " bytes instead of " + size + ".");
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    if (row.declaredSha256() != null && !row.declaredSha256().equals(sha256)) {
      throw mismatch("The content's SHA-256 is " + sha256 + ".");
    }
    return sha256;
  }

  private AttachmentView complete(Caller caller, AttachmentRow row, Path file, String sha256)
      throws IOException {
    UUID id = row.view().id();
    Sniffed sniffed = Sniffed.of(file, row.view().name());
    String key = id + "-" + sha256.substring(0, 16);
    store.put(key, file);
    int completed =
        sql.update(
            COMPLETE,
            key,
            sniffed.type(),
            sha256,
            sniffed.width(),
            sniffed.height(),
            sniffed.width() == null ? "none" : "wanted",
            clock.instant(),
            id);
    AttachmentRow now = attachments.visible(caller, id);
    if (completed == 0 && !sha256.equals(now.view().sha256())) {
      store.delete(key);
      throw mismatch("The attachment has another content already.");
    }
    return now.view();
  }

  private static ProblemException mismatch(String detail) {
    return new ProblemException(ChatProblem.CONTENT_MISMATCH, detail);
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new AttachmentException("An upload cannot be forgotten", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
