/**
 * Asking people into rooms: by name, which they accept or decline, or by a link that whoever has it
 * may use. Both end by themselves.
 *
 * <p>Owns the tables {@code chat_invitations} and {@code chat_invitation_links}. Produces {@code
 * INVITATION_CREATED} and {@code INVITATION_UPDATED} for the devices of who is invited, and the
 * latter for those of who has invited too.
 */
package dev.tidings.chat.invitation;
