/**
 * Files that come with messages: reserved, uploaded, described by what they are and not by what
 * they are called, shown to the members of the room that they were sent to, and destroyed with
 * their message.
 *
 * <p>Owns the tables {@code chat_attachments}, {@code chat_attachment_parts}, {@code
 * chat_attachment_usage} and {@code chat_secrets} and the contents in the store. Messages say the
 * same in their column {@code attachments}, ready to be shown.
 */
package dev.tidings.chat.attachment;
