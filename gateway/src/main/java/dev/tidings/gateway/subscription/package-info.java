/**
 * Who gets the events of a channel. Owns no table and no topic.
 *
 * <p>Threads: any. A channel's subscribers change, its events are handed to them, and its
 * acknowledgements are sent only while the channel is held by {@link
 * dev.tidings.gateway.subscription.SubscriptionTable#exclusively}. So an event is either before the
 * acknowledgement and not delivered, or after it and delivered, and the position in the
 * acknowledgement says which.
 */
package dev.tidings.gateway.subscription;
