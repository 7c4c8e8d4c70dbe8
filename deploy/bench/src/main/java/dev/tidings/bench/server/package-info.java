/**
 * What is measured: a server, how a client of it talks, and how one publishes to it. The scenarios
 * know servers by these types only.
 */
package dev.tidings.bench.server;
