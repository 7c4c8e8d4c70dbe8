/**
 * WebSocket clients by the thousand in one thread, for as little CPU per received frame as Java
 * allows: one selector, one receive buffer, no object per frame.
 */
package dev.tidings.bench.wire;
