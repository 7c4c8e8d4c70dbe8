/**
 * Connections, whatever their transport: opening, heartbeat, end; and WebSockets at {@code /ws},
 * with their handshake. Owns no table and no topic.
 *
 * <p>The handshake takes the token from the query parameter {@code token}, the {@code
 * Authorization} header, or the {@code Sec-WebSocket-Protocol} header as {@code bearer.<token>}
 * next to {@code tidings.v1}. {@link dev.tidings.gateway.connection.SocketGuard} examines it before
 * the endpoint of websockets-next upgrades the connection. Then {@link
 * dev.tidings.gateway.connection.ChannelTakeover} makes the framework forget it: an open socket is
 * Netty's channel with its frame decoder, a {@link dev.tidings.gateway.connection.SocketHandler},
 * and what listens to that.
 *
 * <p>Opening: the session is registered, so that membership changes reach it; it is subscribed to
 * its own channels and to its user's rooms, as chat-service says, while its frames are held; then
 * {@code CONNECTED} goes out first. If chat-service is away, {@code CONNECTED} names no rooms and a
 * {@code SUBSCRIBED} frame follows for each when it is back.
 */
package dev.tidings.gateway.connection;
