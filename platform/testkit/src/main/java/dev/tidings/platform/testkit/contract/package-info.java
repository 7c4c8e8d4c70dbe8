/**
 * The contracts between services, which are data: JSON Schemas and example files in the producer's
 * {@code contract/} folder. Producers and consumers are tested against the same files.
 */
package dev.tidings.platform.testkit.contract;
