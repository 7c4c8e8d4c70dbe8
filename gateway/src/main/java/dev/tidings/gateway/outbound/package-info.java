/**
 * What waits to be written to connections. Owns no table and no topic.
 *
 * <p>Threads: everything that concerns a connection happens on its event loop, which is a {@link
 * dev.tidings.gateway.outbound.Lane}; other threads put tasks into the lane's queue, and the order
 * of that queue is the order of everything. A frame is encoded once, whoever gets it; each lane
 * frames it once for its transport. All that is due to a connection in one pass of the lane is one
 * write, and connections that are due the same share the buffer.
 *
 * <p>A connection's queue is bounded in bytes ({@link dev.tidings.gateway.outbound.Outbound} says
 * what is given up first). {@link dev.tidings.gateway.outbound.ConnectionWriter} is the only seam
 * to a transport.
 */
package dev.tidings.gateway.outbound;
