/**
 * Full-text search over the messages of the caller's rooms (R-C10).
 *
 * <p>Owns the table {@code message_search}, which {@link dev.tidings.chat.upstream.chat} keeps up
 * with the rooms' log: an event only says which message has changed, and what is indexed is what
 * the message is then. So the order in which the projector and a rebuild come to a message doesn't
 * matter: the last change's event comes after it, and the document ends as the message is. The
 * index is behind a send by the way through Kafka, well under a second.
 *
 * <p><b>What matches.</b> A message matches if it has every word of the query, in the stems of
 * English, German or Russian or as written, all without accents. Chinese, Japanese and Korean have
 * no spaces: their runs are indexed by pairs of characters, so that a query of two matches inside a
 * longer run. Quotes, {@code or} and a minus mean what they mean in web search engines. In a query
 * without these the last word may be unfinished, and so may each with an asterisk.
 *
 * <p><b>How fast.</b> A word that few messages have comes from the index of words; one that many
 * have is found by going back in time until a page is full. PostgreSQL's statistics decide, so each
 * search is planned anew.
 *
 * @see <a href="https://www.postgresql.org/docs/current/textsearch.html">PostgreSQL, full text
 *     search</a>
 */
package dev.tidings.chat.search;
