package dev.tidings.chat.attachment;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Contents as objects of a bucket. */
final class S3Store implements ContentStore {

  private final S3Client s3;
  private final String bucket;

  S3Store(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public void put(String key, Path file) {
    try {
      s3.putObject(
          request -> request.bucket(bucket).key(key).contentType("application/octet-stream"),
          RequestBody.fromFile(file));
    } catch (SdkException e) {
      throw new AttachmentException("A content cannot be stored", e);
    }
  }

  @Override
  public Optional<InputStream> open(String key, ByteRange range) {
    try {
      return Optional.of(
          s3.getObject(
              request ->
                  request
                      .bucket(bucket)
                      .key(key)
                      .range("bytes=" + range.from() + "-" + range.last())));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new AttachmentException("A content cannot be read", e);
    }
  }

  @Override
  public void delete(String key) {
    try {
      s3.deleteObject(request -> request.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw new AttachmentException("A content cannot be destroyed", e);
    }
  }

  @Override
  public void storedBefore(Instant time, Consumer<String> keys) {
    try {
      s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
          .filter(object -> object.lastModified().isBefore(time))
          .forEach(object -> keys.accept(object.key()));
    } catch (SdkException e) {
      throw new AttachmentException("Contents cannot be listed", e);
    }
  }
}
