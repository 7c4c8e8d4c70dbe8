/**
 * Mentions in chat become notifications of those who are mentioned (the built-in case of R-N7).
 *
 * <p>Owns no table and no topic: what it makes goes to {@link dev.tidings.notification.feed}.
 */
package dev.tidings.notification.mention;
