/**
 * Who is in a room, and who may bring others in or put them out.
 *
 * <p>Owns the table {@code chat_room_members}; {@code readpointer} and {@code message} move the
 * pointers in it. Produces {@code MEMBER_JOINED} and {@code MEMBER_LEFT}.
 */
package dev.tidings.chat.membership;
