/**
 * Who is whose contact, by the host's word: whoever shows themselves to contacts only is seen by
 * these (R-P6).
 *
 * <p>Owns the table {@code contacts}; no topic. It is told by {@code directory.contact.v1}, see
 * {@link dev.tidings.presence.upstream.directory}.
 */
package dev.tidings.presence.contact;
