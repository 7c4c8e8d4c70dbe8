package dev.tidings.chat.attachment;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Contents as files of a directory. A file comes to its place by being renamed, after it and before
 * its directory are on the disk: after a power failure it is there whole or not at all. Several
 * replicas may share the directory.
 */
final class LocalStore implements ContentStore {

  private final Path root;

  LocalStore(Path root) {
    this.root = root;
  }

  @Override
  public void put(String key, Path file) {
    Path place = place(key);
    try {
      Files.createDirectories(place.getParent());
      sync(file, WRITE);
      Files.move(file, place, ATOMIC_MOVE, REPLACE_EXISTING);
      sync(place.getParent(), READ);
    } catch (IOException e) {
      throw new AttachmentException("A content cannot be stored", e);
    }
  }

  @Override
  public Optional<InputStream> open(String key, ByteRange range) {
    try {
      FileChannel channel = FileChannel.open(place(key), READ);
      channel.position(range.from());
      return Optional.of(new Bounded(Channels.newInputStream(channel), range.length()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AttachmentException("A content cannot be read", e);
    }
  }

  @Override
  public void delete(String key) {
    try {
      Files.deleteIfExists(place(key));
    } catch (IOException e) {
      throw new AttachmentException("A content cannot be destroyed", e);
    }
  }

  @Override
  public void storedBefore(Instant time, Consumer<String> keys) {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> isOlder(file, time))
          .forEach(file -> keys.accept(file.getFileName().toString()));
    } catch (IOException e) {
      throw new AttachmentException("Contents cannot be listed", e);
    }
  }

  private static boolean isOlder(Path file, Instant time) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(time);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new AttachmentException("Contents cannot be listed", e);
    }
  }

  /** The last characters of a key are as good as random, so that no directory grows too large. */
  private Path place(String key) {
    int length = key.length();
    return root.resolve(key.substring(length - 4, length - 2)).resolve(key);
  }

  private static void sync(Path path, OpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }
}
