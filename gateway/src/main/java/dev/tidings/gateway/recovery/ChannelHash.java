package dev.tidings.gateway.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.gateway.subscription.ChannelKey;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * 64 bits of a channel's name, FNV-1a mixed once more. Who relies on it must be content to take two
 * channels for one.
 */
final class ChannelHash {

  /** What a record without a channel has. */
  static final long NONE = 0;

  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private ChannelHash() {}

  static long of(ChannelKey key) {
    return of(key.workspace().getBytes(UTF_8), key.channel().value().getBytes(UTF_8));
  }

  /** The same from the record's headers, of which nothing else is read. */
  static long of(Headers headers) {
    Header workspace = headers.lastHeader("ce_workspaceid");
    Header channel = headers.lastHeader("ce_channel");
    return workspace == null
            || workspace.value() == null
            || channel == null
            || channel.value() == null
        ? NONE
        : of(workspace.value(), channel.value());
  }

  private static long of(byte[] workspace, byte[] channel) {
    long hash = add((add(OFFSET, workspace) ^ '/') * PRIME, channel);
    hash = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
    hash ^= hash >>> 29;
    return hash == NONE ? 1 : hash;
  }

  private static long add(long before, byte[] bytes) {
    long hash = before;
    for (byte each : bytes) {
      hash = (hash ^ each & 0xff) * PRIME;
    }
    return hash;
  }
}
