/**
 * Who has used which power over whom: a log that is only ever added to, in the transaction of what
 * it tells. Whoever reads it must have been allowed to already.
 *
 * <p>Owns the table {@code chat_audit}.
 */
package dev.tidings.chat.audit;
