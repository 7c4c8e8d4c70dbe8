/**
 * The transactional outbox: a state change and its events commit together, and one relay publishes
 * them to Kafka in order.
 *
 * <p>Owns the tables {@code outbox} and {@code outbox_dead_letter} of each service's schema
 * (created by the service's own migration). Publishes whatever topics the service's events name.
 *
 * <p><b>Guarantees.</b> At least once: a relay that dies between Kafka's acknowledgement and the
 * delete publishes again with the same {@code ce_id}. In order per key: the row id is drawn while
 * the aggregate's row lock is held, one relay at a time publishes in id order through an idempotent
 * producer, and a record that can't be sent stops what follows it.
 *
 * @see <a href="https://microservices.io/patterns/data/transactional-outbox.html">Transactional
 *     outbox </a>
 */
package dev.tidings.platform.outbox;
