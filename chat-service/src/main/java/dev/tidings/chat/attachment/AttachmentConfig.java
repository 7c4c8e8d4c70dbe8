package dev.tidings.chat.attachment;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What an operator may set about attachments. */
@ConfigMapping(prefix = "tidings.chat.attachments")
public interface AttachmentConfig {

  /** Where contents are: {@code local} or {@code s3}. */
  @WithDefault("local")
  StoreKind store();

  /**
   * The directory of the local store, which all replicas share, and of uploads that are under way.
   */
  @WithDefault("attachments")
  Path directory();

  /** The largest file. The gateway and this service take no larger body than 64 MiB. */
  @WithDefault("50M")
  MemorySize maxSize();

  /**
   * Whether pictures (JPEG, PNG, WebP) are stored without what they tell besides the picture, such
   * as where they were taken.
   */
  @WithDefault("true")
  boolean stripMetadata();

  /** In how many parts a content may come. */
  @WithDefault("1000")
  int maxParts();

  /** How long a link is good for at least; at most twice as long. */
  @WithDefault("10m")
  Duration linkLife();

  /**
   * What links are signed with: 32 characters or more, the same for all replicas. None means a key
   * that the first replica makes and keeps in the database.
   */
  Optional<String> linkKey();

  /** How many attachments a message may have. */
  @WithDefault("10")
  int maxPerMessage();

  /** What one user may have reserved and stored. */
  @WithDefault("2G")
  MemorySize quotaPerUser();

  /** What a workspace may have reserved and stored. */
  @WithDefault("100G")
  MemorySize quotaPerWorkspace();

  /** After how long an attachment that no message names is forgotten. */
  @WithDefault("24h")
  Duration unusedKept();

  /** How often is looked for what can go. */
  @WithDefault("1m")
  String cleanUpEvery();

  /** How often the store is searched for contents that nobody knows of. */
  @WithDefault("24h")
  String orphansEvery();

  /** How often is looked for images that have no thumbnail yet. */
  @WithDefault("1s")
  String thumbnailsEvery();

  /** The longer edge of a thumbnail, in pixels. */
  @WithDefault("360")
  int thumbnailEdge();

  /** The largest image of which a thumbnail is made, in pixels. */
  @WithDefault("50000000")
  long maxPixels();

  /** The S3-compatible store. */
  S3 s3();

  /** Where contents may be. */
  enum StoreKind {
    /** In a directory. */
    LOCAL,
    /** In a bucket of an S3-compatible store. */
    S3
  }

  /** An S3-compatible store. */
  interface S3 {

    /** Its address; none means Amazon's. */
    Optional<URI> endpoint();

    /** The region. */
    @WithDefault("us-east-1")
    String region();

    /** The bucket, which exists. */
    @WithDefault("tidings-attachments")
    String bucket();

    /** Whether the bucket is in the path rather than in the host's name. */
    @WithDefault("false")
    boolean pathStyle();

    /** The key's id; none means what the environment provides. */
    Optional<String> accessKey();

    /** The key. */
    Optional<String> secretKey();
  }
}
