/**
 * The only place that knows chat-service's topic, event types and paths. Reads the room log {@code
 * chat.room.v1} for membership changes, by headers only: {@code ROOM_CREATED} with {@code
 * ce_members}, {@code MEMBER_JOINED} and {@code MEMBER_LEFT} with {@code ce_subject}, {@code
 * ROOM_DELETED}. Owns no table.
 *
 * <p>Membership is asked of chat-service and overruled by the log. A question is registered before
 * it is asked; a change that the log brings meanwhile overrules the answer, because it is what the
 * room's channel says at that point of its order. So whatever the order of answer and change, the
 * subscriptions end as the log's last word.
 */
package dev.tidings.gateway.upstream.chat;
