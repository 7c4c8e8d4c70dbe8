/**
 * Who gets the events of a channel. Owns no table and no topic.
 *
 * <p>Threads: a channel's subscribers change, its events are handed out, and its acknowledgements
 * are sent from any thread, but only while the channel is held by {@link
 * dev.tidings.gateway.subscription.SubscriptionTable#exclusively}. What is done is one task for the
 * subscriber's {@link dev.tidings.gateway.outbound.Lane}, or for an event one for each lane that
 * has subscribers of the channel. Tasks keep their order, so an event is either before the
 * acknowledgement and not delivered, or after it and delivered, and the position in the
 * acknowledgement says which. Lists of subscribers are touched by their lane's thread alone.
 */
package dev.tidings.gateway.subscription;
