package dev.tidings.chat.attachment;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where contents are, each under a key that is never used for another. A content is there as a
 * whole or not at all. Safe for use by several threads.
 */
interface ContentStore {

  /** Stores a file's content; the file may be gone afterwards. Repeating it changes nothing. */
  void put(String key, Path file);

  /**
   * Opens a part of a content.
   *
   * @return empty if there is no such content
   */
  Optional<InputStream> open(String key, ByteRange range);

  /** Destroys a content; where there is none, nothing changes. */
  void delete(String key);

  /** Names every content that was stored before a time. */
  void storedBefore(Instant time, Consumer<String> keys);
}
