/**
 * Who people are: names and pictures, so that messages and rooms can show them. Fed by the tokens
 * of those who call; a person who never called has an id only.
 *
 * <p>Owns the table {@code chat_users}.
 */
package dev.tidings.chat.directory;
