/**
 * What clients' frames do. Owns no table and no topic.
 *
 * <p>The frames of one session take effect one after the other, in the order in which they came, on
 * a virtual thread that lives while any of them waits; {@code PING} is answered at once, by the
 * connection's event loop. So two messages to a room keep their order, and a subscription that was
 * asked for before a message is there before it.
 */
package dev.tidings.gateway.command;
