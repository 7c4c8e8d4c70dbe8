/**
 * Tells clients of the people whom they follow: of those and of nobody else, and all that is due at
 * once (R-P5). A client names up to 200 people, such as those on its screen, and names others when
 * it scrolls; it gets what there is of them, and after that at most one frame per tick, however
 * many of them change and however often. So what a client gets is bounded by the tick, and what the
 * gateway does for a change by the number of those who follow the person.
 *
 * <p>What is followed is kept in memory by the gateway that has the connection; a client that comes
 * back says again whom it follows. Owns no table and no topic: it listens in on what the fan-out
 * hands out on {@code presence:<user>}, copies it and never reads it.
 *
 * <p>Threads: changes come on the fan-out's, a timer sends, commands begin and end; a {@code Watch}
 * is its own lock.
 */
package dev.tidings.gateway.presence;
