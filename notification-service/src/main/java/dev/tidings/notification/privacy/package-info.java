/**
 * What people may ask for about what is stored of them: all of it. Who is to be forgotten is told
 * by chat-service, and each feature forgets what it has of them, in one transaction.
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.notification.privacy;
