/**
 * Who is typing. Signals of people, by REST or by the gateway's sockets, come by the partition of
 * their room to one replica, which keeps in memory who types, forgets everybody some seconds after
 * the last signal, and tells the room who is left, with ready text. Nothing of it is stored.
 *
 * <p>A replica that dies takes its memory along: what it told expires at the clients by itself.
 *
 * <p>Threads: signals come on the consumer's, a timer tells; {@code Typists} is safe for both.
 */
package dev.tidings.chat.typing;
