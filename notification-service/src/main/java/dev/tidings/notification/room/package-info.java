/**
 * Which chat rooms there are and who is in them: as much of it as is needed to know whom a message
 * is for and who may see what happened there. Fed by {@code upstream}, in the order of each room's
 * log.
 *
 * <p>Owns the tables {@code rooms} and {@code room_members}.
 */
package dev.tidings.notification.room;
