/**
 * The write path of chat: messages by REST beside the same statement run bare, what a message costs
 * in small and in large rooms, and how long it takes to those who read.
 */
package dev.tidings.bench.chat;
