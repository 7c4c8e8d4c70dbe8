/**
 * What people may ask for about what is stored of them: all of it, or that it be forgotten.
 *
 * <p>Owns the tables {@code chat_erasures} and {@code chat_exports}, which are also the record of
 * who asked. Produces {@code USER_ERASED} on {@code chat.user.v1}, for other services to follow.
 */
package dev.tidings.chat.erasure;
