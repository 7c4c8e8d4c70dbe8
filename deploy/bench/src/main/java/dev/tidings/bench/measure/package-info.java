/**
 * What is counted and timed: the stamp that every message carries, the check of every channel's
 * sequence on every connection, and the histograms.
 */
package dev.tidings.bench.measure;
