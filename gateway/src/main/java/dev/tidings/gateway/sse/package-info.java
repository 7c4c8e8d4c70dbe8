/**
 * Server-sent events at {@code GET /api/realtime/stream}, for clients whose proxies break
 * WebSockets. Owns no table and no topic.
 *
 * <p>The session is the same as a socket's, from the same opener: its channels, its queue, its
 * policies for slow readers, its announcement. What a socket's client would ask for by frames is
 * asked here by the request, and answered by the same frames: each wanted channel and each channel
 * that is resumed is a {@code SUBSCRIBE} whose {@code ACK} or {@code ERROR} has the channel's name
 * as its id.
 *
 * <p>An event's {@code id:} is the position of all channels, so the {@code Last-Event-ID} of a
 * browser that connects again resumes everything. A stream writes on its connection's event loop.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, server-sent
 *     events</a>
 */
package dev.tidings.gateway.sse;
