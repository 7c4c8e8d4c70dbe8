/**
 * What has changed in the caller's rooms since they last asked, so that a client that was away need
 * not load everything anew. Every answer says something useful: of a room in which too much has
 * changed it says that, and to a token that is of no use it answers with all rooms.
 *
 * <p>Owns the tables {@code chat_departures} and {@code chat_receipts} and the columns {@code
 * changed_xid} of {@code chat_rooms}, {@code chat_room_members} and {@code chat_messages}, which
 * the database keeps by itself or the statement that changes a row. Produces no event.
 */
package dev.tidings.chat.sync;
