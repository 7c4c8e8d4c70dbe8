/**
 * Who is in a room and as what, who may do what there, who is kept out, and what members set for
 * themselves. {@link dev.tidings.chat.membership.Permissions} is the one table of rights.
 *
 * <p>Owns the tables {@code chat_room_members} and {@code chat_bans}; {@code readpointer} and
 * {@code message} move the pointers in the former. Produces {@code MEMBER_JOINED}, {@code
 * MEMBER_UPDATED}, {@code MEMBER_LEFT}, and for the member's own devices {@code
 * MEMBER_SETTINGS_UPDATED}.
 */
package dev.tidings.chat.membership;
