/**
 * Channels that the operator connects by a webhook: text messages, and one for whatever else.
 * Requests are signed as <a href="https://www.standardwebhooks.com/">Standard Webhooks</a> says.
 *
 * <p>Owns no table and no topic; sends for {@link dev.tidings.notification.delivery}.
 */
package dev.tidings.notification.webhook;
