package dev.tidings.chat.attachment;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jboss.logging.Logger;

/**
 * Files of uploads that are under way. They are beside the contents, so that a file can be renamed
 * into its place.
 */
@Singleton
class IncomingFiles {

  private static final Logger LOG = Logger.getLogger(IncomingFiles.class);

  private final AttachmentConfig config;

  IncomingFiles(AttachmentConfig config) {
    this.config = config;
  }

  /** What was written. */
  record Written(long size, String sha256) {}

  /** A new, empty file. */
  Path create(String prefix) throws IOException {
    return Files.createTempFile(
        Files.createDirectories(config.directory().resolve("incoming")), prefix, null);
  }

  /** Writes a content to a file, which is closed even if the content ends before its time. */
  static Written write(InputStream content, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      return pass(content, out);
    }
  }

  /** The same of what is written already. */
  static Written measure(InputStream content) throws IOException {
    return pass(content, OutputStream.nullOutputStream());
  }

  private static Written pass(InputStream content, OutputStream out) throws IOException {
    MessageDigest digest = sha256();
    long size = content.transferTo(new DigestOutputStream(out, digest));
    return new Written(size, HexFormat.of().formatHex(digest.digest()));
  }

  /** Forgets a file; null or one that has been moved away is none. */
  static void forget(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("A file of an upload cannot be forgotten; the daily search will", e);
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
