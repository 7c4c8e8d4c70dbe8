/**
 * The envelope of every event between services: CloudEvents 1.0 in Kafka's binary content mode.
 *
 * <p>Attributes travel in record headers ({@code ce_*}), the data in the record value, untouched
 * from the producer to the client. This package owns no table and no topic.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">
 *     CloudEvents Kafka protocol binding 1.0.2</a>
 */
package dev.tidings.platform.event;
