/**
 * Hits of servers and apps that speak Google's Measurement Protocol (R-A1), and the endpoint that
 * tells their developers what is wrong with them.
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.analytics.measurement;
