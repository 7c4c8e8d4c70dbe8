/**
 * Emoji under messages: who gave which, once each.
 *
 * <p>Owns the table {@code chat_reactions} and the column {@code reactions} of {@code
 * chat_messages}, which says the same ready to be shown. Produces {@code REACTION_ADDED} and {@code
 * REACTION_REMOVED}.
 */
package dev.tidings.chat.reaction;
