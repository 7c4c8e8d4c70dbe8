/**
 * Keeping order: reports of messages and what moderators make of them, bans, and reading the audit
 * log. What moderators of the workspace do, they do in rooms that they are not in, too.
 *
 * <p>Owns the table {@code chat_reports}; {@code membership} keeps the bans, {@code audit} the log.
 * Produces {@code REPORT_CREATED} and {@code REPORT_CLOSED} on {@code chat.user.v1}, on the
 * channels {@code role:MODERATOR} and {@code role:ADMIN}.
 */
package dev.tidings.chat.moderation;
