package dev.tidings.chat.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R-C6: every store keeps what it is given. The S3-compatible one is tested with a server of its
 * own if Node and npm are there, or with the one that {@code TIDINGS_TEST_S3_ENDPOINT} names, with
 * the bucket {@code tidings-test} and the key {@code S3RVER}/{@code S3RVER}.
 */
class ContentStoreTest {

  private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");
  private static final String KEY = "01997a00-7a00-7000-8000-000000000001-9f86d081884c7d65";

  @TempDir static Path directory;

  private record Server(URI address) implements AttachmentConfig.S3 {

    @Override
    public Optional<URI> endpoint() {
      return Optional.of(address);
    }

    @Override
    public String region() {
      return "us-east-1";
    }

    @Override
    public String bucket() {
      return "tidings-test";
    }

    @Override
    public boolean pathStyle() {
      return true;
    }

    @Override
    public Optional<String> accessKey() {
      return Optional.of("S3RVER");
    }

    @Override
    public Optional<String> secretKey() {
      return Optional.of("S3RVER");
    }
  }

  private static Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "upload-", null), content);
  }

  private static String read(ContentStore store, String key, ByteRange range) throws IOException {
    try (InputStream content = store.open(key, range).orElseThrow()) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }

  private static List<String> keys(ContentStore store, Instant before) {
    var keys = new ArrayList<String>();
    store.storedBefore(before, keys::add);
    return keys;
  }

  @Test
  void shouldKeepInADirectoryWhatItIsGivenUntilItIsDestroyed() throws IOException {
    assertKeeps(new LocalStore(directory.resolve("contents")));
  }

  @Test
  void shouldKeepInABucketWhatItIsGivenUntilItIsDestroyed() throws Exception {
    String named = System.getenv("TIDINGS_TEST_S3_ENDPOINT");
    if (named != null) {
      assertKeeps(ContentStores.s3(new Server(URI.create(named))));
      return;
    }
    Optional<S3Process> server = S3Process.start(directory.resolve("s3"), "tidings-test");
    assumeTrue(
        server.isPresent(),
        "Skipped: no S3-speaking server; it needs Node 20 with npm, which can install s3rver, or"
            + " TIDINGS_TEST_S3_ENDPOINT.");
    try (S3Process running = server.get()) {
      assertKeeps(ContentStores.s3(new Server(running.address())));
    }
  }

  private static void assertKeeps(ContentStore store) throws IOException {
    store.delete(KEY);
    assertThat(store.open(KEY, new ByteRange(0, 1))).isEmpty();

    store.put(KEY, file("0123456789"));
    store.put(KEY, file("0123456789"));

    assertThat(read(store, KEY, new ByteRange(0, 10))).isEqualTo("0123456789");
    assertThat(read(store, KEY, new ByteRange(3, 4))).isEqualTo("3456");
    assertThat(read(store, KEY, new ByteRange(9, 1))).isEqualTo("9");
    assertThat(keys(store, LATER)).contains(KEY);
    assertThat(keys(store, Instant.EPOCH.plus(Duration.ofDays(1)))).isEmpty();

    store.delete(KEY);
    store.delete(KEY);
    assertThat(store.open(KEY, new ByteRange(0, 1))).isEmpty();
    assertThat(keys(store, LATER)).doesNotContain(KEY);
  }
}
