package dev.tidings.gateway.protocol;

import dev.tidings.platform.event.Channel;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The positions of a stream as they move, and their text form by {@link PositionVector}. A new
 * position costs its own entry; the text is put together from entries that are encoded already. For
 * use by one thread.
 */
public final class MovingPositions {

  private static final byte[] NONE = {};

  private final Map<Channel, Position> positions = new HashMap<>();
  private final Map<Long, Entry> entries = new HashMap<>();
  private final Map<String, Integer> epochs = new LinkedHashMap<>();
  private byte[] head = NONE;
  private int entryBytes;
  private int left;

  /** A channel's part of the text; {@code shared} once two channels have had its hash. */
  private static final class Entry {
    private Channel channel;
    private boolean shared;
    private byte[] bytes = NONE;
  }

  /** The channel stands here now; whether that is new. */
  public boolean put(Channel channel, Position position) {
    if (position.equals(positions.put(channel, position))) {
      return false;
    }
    Entry entry = entries.computeIfAbsent(PositionVector.hash(channel), hash -> new Entry());
    if (entry.channel != null && !entry.channel.equals(channel)) {
      entry.shared = true;
    }
    entry.channel = channel;
    set(entry, entry.shared ? NONE : bytes(channel, position));
    return true;
  }

  /** The channel is no longer one of the stream's; whether it was. */
  public boolean remove(Channel channel) {
    if (positions.remove(channel) == null) {
      return false;
    }
    Entry entry = entries.get(PositionVector.hash(channel));
    if (!entry.shared) {
      set(entry, NONE);
      entries.remove(PositionVector.hash(channel));
    }
    return true;
  }

  /** How many characters the text has. */
  public int length() {
    int bytes = head().length + PositionVector.varint(left).length + entryBytes;
    return (bytes * 4 + 2) / 3;
  }

  /** The text form. */
  public String encode() {
    var out = new ByteArrayOutputStream(head().length + entryBytes + 4);
    out.writeBytes(head());
    out.writeBytes(PositionVector.varint(left));
    entries.values().forEach(entry -> out.writeBytes(entry.bytes));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
  }

  private void set(Entry entry, byte[] bytes) {
    entryBytes += bytes.length - entry.bytes.length;
    left += (bytes.length > 0 ? 1 : 0) - (entry.bytes.length > 0 ? 1 : 0);
    entry.bytes = bytes;
  }

  private byte[] bytes(Channel channel, Position position) {
    Integer epoch = epochs.get(position.epoch());
    if (epoch == null) {
      epoch = epochs.size();
      epochs.put(position.epoch(), epoch);
      head = NONE;
    }
    return PositionVector.entry(PositionVector.hash(channel), epoch, position);
  }

  private byte[] head() {
    if (head.length == 0) {
      head = PositionVector.head(epochs.keySet());
    }
    return head;
  }
}
