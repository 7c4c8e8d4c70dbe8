package dev.tidings.gateway.recovery;

import dev.tidings.gateway.protocol.Position;
import dev.tidings.platform.event.Channel;

/**
 * A channel that a client wants.
 *
 * @param since the last position that the client got for it; null if it wants the events from now
 *     on
 */
public record ChannelSince(Channel channel, Position since) {}
