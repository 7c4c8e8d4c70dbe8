/**
 * The parts of the system and how they stand together: what has to be there before a start, the
 * order of starting and stopping, the database's roles and schemas, the key that signs development
 * tokens.
 */
package dev.tidings.local.stack;
