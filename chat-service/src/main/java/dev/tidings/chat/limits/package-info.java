/**
 * How much one person may write, and how much all of them into one room, so that a client that runs
 * wild costs nobody else anything. Every limit is one of each replica: with two of them a person
 * may write twice as much. Owns no table and no topic.
 */
package dev.tidings.chat.limits;
