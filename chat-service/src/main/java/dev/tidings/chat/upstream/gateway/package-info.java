/**
 * The gateway's signals of who types, and this service's own ones, which look alike.
 *
 * <p>Consumes {@code gateway.signal.v1} and {@code chat.signal.v1} from their end: what was said
 * before the start is over.
 */
package dev.tidings.chat.upstream.gateway;
