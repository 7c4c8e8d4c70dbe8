package dev.tidings.gateway.sse;

import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.PositionVector;
import dev.tidings.platform.event.Channel;
import java.util.Optional;

/** Where a client says that it was, by the last id that it got. */
sealed interface ResumePoint {

  /** The position of a channel; null if the client wants its events from now on. */
  Position of(Channel channel);

  /** The client was nowhere. */
  record Beginning() implements ResumePoint {

    @Override
    public Position of(Channel channel) {
      return null;
    }
  }

  /** The client was here. A channel that is not in it has come since. */
  record Known(PositionVector vector) implements ResumePoint {

    @Override
    public Position of(Channel channel) {
      return vector.of(channel);
    }
  }

  /**
   * The client was somewhere, but the id doesn't say where: of no channel can be said that nothing
   * was missed, so each has a position that no log has.
   */
  record Unknown() implements ResumePoint {

    private static final Position NOWHERE = new Position("none", -1);

    @Override
    public Position of(Channel channel) {
      return NOWHERE;
    }
  }

  /** Reads a {@code Last-Event-ID}. */
  static ResumePoint parse(String lastEventId) {
    if (lastEventId == null || lastEventId.isEmpty()) {
      return new Beginning();
    }
    Optional<PositionVector> vector = PositionVector.decode(lastEventId);
    return vector.isPresent() ? new Known(vector.get()) : new Unknown();
  }
}
