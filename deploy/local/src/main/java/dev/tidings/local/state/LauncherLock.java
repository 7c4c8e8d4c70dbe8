package dev.tidings.local.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * At most one launcher per data directory. The operating system gives the lock up with its holder,
 * however that ends: it tells a living launcher's state file from one that was left behind.
 */
public final class LauncherLock implements AutoCloseable {

  private final FileChannel channel;

  private LauncherLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock; empty if another launcher has it. */
  public static Optional<LauncherLock> tryAcquire(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new LauncherLock(channel));
  }

  /** Whether a launcher lives. */
  public static boolean isHeld(Path file) throws IOException {
    if (Files.notExists(file)) {
      return false;
    }
    Optional<LauncherLock> lock = tryAcquire(file);
    if (lock.isPresent()) {
      lock.get().close();
      return false;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
