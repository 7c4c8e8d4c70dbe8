/**
 * Who is at a page, or at a thing that is worked on (R-P3). Whoever wants to know asks, and hears
 * of changes on the place's own channel for some minutes; places that nobody has asked for cost
 * nothing.
 *
 * <p>Owns the table {@code watched_places}; publishes {@code PRESENCE_HERE} on {@code
 * presence.status.v1}. An event says all who are there rather than what has changed, at most once
 * per tick, so a client that missed one needs nothing. People who are not shown to everybody are in
 * no event; the answer to a contact of theirs has them.
 */
package dev.tidings.presence.place;
