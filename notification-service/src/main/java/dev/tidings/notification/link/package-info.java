/**
 * Where what people are shown may lead.
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.notification.link;
