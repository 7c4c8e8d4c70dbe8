/** A server that makes the mistakes it is told to make. */
package dev.tidings.bench.support;
