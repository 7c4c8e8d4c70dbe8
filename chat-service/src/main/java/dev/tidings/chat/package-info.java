/**
 * chat-service: rooms, their members, messages and what each member has read.
 *
 * <p>The features, from the ground up: {@code directory} (who people are), {@code stream} (the
 * events), {@code room} (the room's row and its lock), {@code membership}, {@code mention}, {@code
 * message}, {@code readpointer}, {@code conversation} (a room as its members see it), {@code sync}
 * (what has changed), {@code retention} and {@code erasure} (what goes). {@code attachment} is
 * below {@code message}.
 */
package dev.tidings.chat;
