package dev.tidings.gateway.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.gateway.fanout.EventMemory.Origin;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An event of the window as bytes: numbers at fixed places, then what has a length of its own. What
 * is no number and is shared by many is a number that {@link EventWindow} understands.
 */
record StoredEvent(ByteBuffer bytes, int at) {

  private static final int CHANNEL = 0;
  private static final int LOG = 4;
  private static final int EPOCH = 8;
  private static final int MADE = 12;
  private static final int PREVIOUS = 16;
  private static final int SINCE = 24;
  private static final int OFFSET = 32;
  private static final int TIMESTAMP = 40;
  private static final int TIME = 48;
  private static final int DATA_LENGTH = 56;
  private static final int ID_LENGTH = 60;
  private static final int TYPE_LENGTH = 64;
  private static final int JSON_LENGTH = 68;
  private static final int POSITION_LENGTH = 72;
  private static final int POSITION = 76;

  /** Who and what an event belongs to, by number. */
  record Links(int channel, int log, int epoch, long previous, long since) {}

  /** Adds an event to the ring; its address. */
  static long add(
      RecordRing ring,
      Links links,
      Origin origin,
      CloudEvent event,
      Position position,
      Frame frame) {
    byte[] id = event.id().getBytes(UTF_8);
    byte[] type = event.type().getBytes(UTF_8);
    byte[] json = frame == null ? event.data() : frame.text();
    int offsets = 1 + position.also().size();
    long address =
        ring.add(POSITION + offsets * Long.BYTES + id.length + type.length + json.length);
    RecordRing.Place place = ring.find(address);
    ByteBuffer bytes = place.chunk();
    int at = place.at();
    bytes.putInt(at + CHANNEL, links.channel());
    bytes.putInt(at + LOG, links.log());
    bytes.putInt(at + EPOCH, links.epoch());
    bytes.putInt(at + MADE, frame == null ? 0 : 1);
    bytes.putLong(at + PREVIOUS, links.previous());
    bytes.putLong(at + SINCE, links.since());
    bytes.putLong(at + OFFSET, origin.offset());
    bytes.putLong(at + TIMESTAMP, origin.timestamp());
    bytes.putLong(at + TIME, event.time().toEpochMilli());
    bytes.putInt(at + DATA_LENGTH, event.data().length);
    bytes.putInt(at + ID_LENGTH, id.length);
    bytes.putInt(at + TYPE_LENGTH, type.length);
    bytes.putInt(at + JSON_LENGTH, json.length);
    bytes.putInt(at + POSITION_LENGTH, offsets);
    int next = at + POSITION;
    bytes.putLong(next, position.offset());
    for (long also : position.also()) {
      next += Long.BYTES;
      bytes.putLong(next, also);
    }
    next += Long.BYTES;
    bytes.put(next, id);
    bytes.put(next + id.length, type);
    bytes.put(next + id.length + type.length, json);
    return address;
  }

  static StoredEvent of(RecordRing.Place place) {
    return place == null ? null : new StoredEvent(place.chunk(), place.at());
  }

  int channel() {
    return bytes.getInt(at + CHANNEL);
  }

  int log() {
    return bytes.getInt(at + LOG);
  }

  int epoch() {
    return bytes.getInt(at + EPOCH);
  }

  /** The address of the one before it of the same channel. */
  long previous() {
    return bytes.getLong(at + PREVIOUS);
  }

  /** When it was added. */
  long since() {
    return bytes.getLong(at + SINCE);
  }

  long offset() {
    return bytes.getLong(at + OFFSET);
  }

  /** Where the channel stood with it. */
  Position position(String epoch) {
    int offsets = bytes.getInt(at + POSITION_LENGTH);
    var also = new ArrayList<Long>(offsets - 1);
    for (int i = 1; i < offsets; i++) {
      also.add(bytes.getLong(at + POSITION + i * Long.BYTES));
    }
    return new Position(epoch, bytes.getLong(at + POSITION), List.copyOf(also));
  }

  /** A copy of it all, which outlives the window. */
  RecordedEvent copy(Channel channel, Position position) {
    int id = at + POSITION + bytes.getInt(at + POSITION_LENGTH) * Long.BYTES;
    int type = id + bytes.getInt(at + ID_LENGTH);
    int json = type + bytes.getInt(at + TYPE_LENGTH);
    return RecordedEvent.of(
        new RecordedEvent.Attributes(
            text(id, type),
            text(type, json),
            channel,
            bytes.getLong(at + TIME),
            offset(),
            bytes.getLong(at + TIMESTAMP),
            bytes.getInt(at + DATA_LENGTH)),
        slice(json, json + bytes.getInt(at + JSON_LENGTH)),
        bytes.getInt(at + MADE) == 0 ? null : position);
  }

  private String text(int from, int to) {
    return new String(bytes.array(), from, to - from, UTF_8);
  }

  private byte[] slice(int from, int to) {
    byte[] slice = new byte[to - from];
    bytes.get(from, slice);
    return slice;
  }
}
