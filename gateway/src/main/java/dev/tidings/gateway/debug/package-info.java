/**
 * Looking over a client's shoulder: for some minutes, the frames of one connection, or of all
 * connections of one user, are logged with their types and what was decided about them, at every
 * gateway. Never what they carry, and never a token.
 *
 * <p>Topic: {@code gateway.debug.v1}, one partition, kept an hour. Each wish is a record, so that
 * every replica has it, also one that starts later; what is over is skipped. Owns no table.
 *
 * <p>Threads: {@link dev.tidings.gateway.debug.DebugTopicLoop} reads; frames are logged on the
 * threads that send and receive them. A session that nobody looks at costs one read of a field per
 * frame.
 */
package dev.tidings.gateway.debug;
