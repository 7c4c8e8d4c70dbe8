/**
 * Keeps child processes running: starts, watches and restarts each, and knows its state. Knows
 * nothing about Tidings.
 */
package dev.tidings.local.process;
