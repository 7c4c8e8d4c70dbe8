/**
 * Analytics: hits from the topic into the tables beside {@code COPY} of the same rows, and reports
 * over many millions of them.
 */
package dev.tidings.bench.analytics;
