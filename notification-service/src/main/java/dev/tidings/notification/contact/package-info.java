/**
 * Where people are reached outside the app: what their tokens say, and what the host's services
 * tell.
 *
 * <p>Owns the table {@code contacts}; publishes no event. People can't enter an address of their
 * own, so nobody can have mail sent to a stranger.
 */
package dev.tidings.notification.contact;
