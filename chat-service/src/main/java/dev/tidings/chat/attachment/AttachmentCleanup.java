package dev.tidings.chat.attachment;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.platform.store.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Destroys the contents of released attachments, forgets attachments that no message has named in
 * time, uploads that never ended, and contents that no row knows of. Every replica does it; rows
 * that another one has in hand are left to it.
 */
@Singleton
class AttachmentCleanup {

  private static final Logger LOG = Logger.getLogger(AttachmentCleanup.class);
  private static final int BATCH = 100;

  private static final String UNUSED =
      """
      select id, workspace, user_id from chat_attachments
       where message_id is null and status <> 'released' and created_at < ?
       order by created_at limit %d for update skip locked
      """
          .formatted(BATCH);

  private static final String RELEASED =
      """
      select id, object_key from chat_attachments
       where status = 'released' order by id limit %d for update skip locked
      """
          .formatted(BATCH);

  private static final String KNOWN =
      "select count(*) from chat_attachments where id = ?::uuid and ? like object_key || '%'";

  private final Sql sql;
  private final Attachments attachments;
  private final UploadParts parts;
  private final ContentStore store;
  private final AttachmentConfig config;
  private final Clock clock;

  AttachmentCleanup(
      Sql sql,
      Attachments attachments,
      UploadParts parts,
      ContentStore store,
      AttachmentConfig config,
      Clock clock) {
    this.sql = sql;
    this.attachments = attachments;
    this.parts = parts;
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  private record Unused(UUID id, String workspace, String userId) {}

  private record Released(UUID id, String objectKey) {}

  @Scheduled(every = "${tidings.chat.attachments.clean-up-every:1m}", concurrentExecution = SKIP)
  @RunOnVirtualThread
  void clean() {
    while (QuarkusTransaction.requiringNew().call(this::forgetUnused) == BATCH) {
      Thread.yield();
    }
    while (QuarkusTransaction.requiringNew().call(this::destroyReleased) == BATCH) {
      Thread.yield();
    }
    while (parts.dropLeftOver()) {
      Thread.yield();
    }
  }

  private int forgetUnused() {
    List<Unused> unused =
        sql.list(
            UNUSED,
            row -> new Unused(row.getObject(1, UUID.class), row.getString(2), row.getString(3)),
            clock.instant().minus(config.unusedKept()));
    unused.forEach(each -> attachments.forget(each.workspace(), each.userId(), each.id()));
    return unused.size();
  }

  /** The row goes after the content: what fails in between is done again. */
  private int destroyReleased() {
    List<Released> released =
        sql.list(RELEASED, row -> new Released(row.getObject(1, UUID.class), row.getString(2)));
    for (Released each : released) {
      parts.drop(each.id());
      if (each.objectKey() != null) {
        store.delete(AttachmentRow.thumbnailKey(each.objectKey()));
        store.delete(each.objectKey());
      }
      sql.update("delete from chat_attachments where id = ?", each.id());
    }
    return released.size();
  }

  @Scheduled(
      every = "${tidings.chat.attachments.orphans-every:24h}",
      delayed = "10m",
      concurrentExecution = SKIP)
  @RunOnVirtualThread
  void searchOrphans() {
    Instant before = clock.instant().minus(Duration.ofDays(1));
    store.storedBefore(before, this::destroyUnlessKnown);
    destroyAbandoned(before);
  }

  private void destroyUnlessKnown(String key) {
    if (isOurs(key) && sql.number(KNOWN, key.substring(0, 36), key) == 0 && !parts.have(key)) {
      LOG.infof("A content that no attachment has is destroyed, key=%s", key);
      store.delete(key);
    }
  }

  /** Whatever else somebody keeps in the same place is not touched. */
  private static boolean isOurs(String key) {
    return key.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{16}(-[tp])?");
  }

  private void destroyAbandoned(Instant before) {
    Path incoming = config.directory().resolve("incoming");
    if (!Files.isDirectory(incoming)) {
      return;
    }
    try (Stream<Path> files = Files.list(incoming)) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Uploads that never ended cannot be forgotten", e);
    }
  }
}
