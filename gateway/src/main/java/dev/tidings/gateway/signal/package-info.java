/**
 * Tells services what clients do: who types in which room, what status, activity and page a user
 * has on a device. Topic {@code gateway.signal.v1}, owned here, described in {@code contract/};
 * nothing of it is fanned out. Owns no table.
 *
 * <p>Signals are of the moment, so the topic keeps them for an hour. They are published on the
 * virtual thread of the session's commands.
 */
package dev.tidings.gateway.signal;
