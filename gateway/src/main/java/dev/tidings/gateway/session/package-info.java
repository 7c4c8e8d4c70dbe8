/**
 * Live sessions and their subscriptions, whatever the transport. Owns no table and no topic.
 *
 * <p>A session is used by its connection's event loop, its command queue's virtual thread, the
 * fan-out thread and the sweep. Its fields are final, volatile or concurrent; what has to be one
 * step is done while the channel is held ({@link
 * dev.tidings.gateway.subscription.SubscriptionTable}).
 */
package dev.tidings.gateway.session;
