package dev.tidings.chat.attachment;

import dev.tidings.chat.directory.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/** Opens contents for those who may see them. */
@Singleton
class Downloads {

  private static final long MAX_THUMBNAIL = 8L << 20;

  private final Attachments attachments;
  private final ContentStore store;
  private final Counter missing;

  Downloads(Attachments attachments, ContentStore store, MeterRegistry metrics) {
    this.attachments = attachments;
    this.store = store;
    this.missing =
        Counter.builder("tidings.chat.attachments.missing")
            .description("Contents that were asked for and are not in the store")
            .register(metrics);
  }

  /**
   * An attachment with its content that the caller may see.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found}
   */
  AttachmentRow complete(Caller caller, UUID id) {
    AttachmentRow row = attachments.visible(caller, id);
    if (!row.view().complete()) {
      throw AttachmentId.notFound();
    }
    return row;
  }

  InputStream open(AttachmentRow row, ByteRange range) {
    return store.open(row.objectKey(), range).orElseThrow(this::isMissing);
  }

  byte[] thumbnail(AttachmentRow row) {
    if (!row.view().thumbnail()) {
      throw AttachmentId.notFound();
    }
    String key = AttachmentRow.thumbnailKey(row.objectKey());
    try (InputStream content =
        store.open(key, new ByteRange(0, MAX_THUMBNAIL)).orElseThrow(this::isMissing)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new AttachmentException("A thumbnail cannot be read", e);
    }
  }

  private RuntimeException isMissing() {
    missing.increment();
    return AttachmentId.notFound();
  }
}
