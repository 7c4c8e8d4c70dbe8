/**
 * Who is in which chat room: as much of it as is needed to know whom a message to everybody is for.
 * Fed by {@code upstream}, in the order of each room's log.
 *
 * <p>Owns the table {@code room_members}.
 */
package dev.tidings.notification.room;
