package dev.tidings.gateway.protocol;

import java.util.Set;
import java.util.regex.Pattern;

/** Which types an event may have, depending on who publishes it. */
public final class EventNames {

  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

  /** Frames of the protocol itself: an event of such a type would be taken for one. */
  private static final Set<String> FRAMES =
      Set.of(
          "ACK",
          "AUTH",
          "CONNECTED",
          "DISCONNECT",
          "ERROR",
          "PING",
          "PONG",
          "PUBLISH",
          "RESYNC",
          "SUBSCRIBE",
          "SUBSCRIBED",
          "UNSUBSCRIBE",
          "UNSUBSCRIBED");

  /** What services publish: whoever gets one may rely on a service having said it. */
  private static final Set<String> SERVICES =
      Set.of(
          "ACTIVITY",
          "ANALYTICS_UPDATE",
          "ATTACHMENTS_UPDATED",
          "CALL_ANSWER",
          "CALL_CANDIDATE",
          "CALL_HANGUP",
          "CALL_INVITE",
          "CALL_REJECT",
          "CALL_SELECT_ANSWER",
          "CAMPAIGN_COMPLETED",
          "CAMPAIGN_FAILED",
          "CAMPAIGN_PROGRESS",
          "CAMPAIGN_STARTED",
          "CONTACT_UPDATED",
          "CONVERSATION_UPDATED",
          "CRISIS_ALERT",
          "ENGAGEMENT_UPDATE",
          "FOLLOWERS_UPDATE",
          "INVITATION_CREATED",
          "INVITATION_UPDATED",
          "LEAD_ASSIGNED",
          "LEAD_CONVERTED",
          "LEAD_CREATED",
          "LEAD_UPDATED",
          "MEMBER_JOINED",
          "MEMBER_LEFT",
          "MEMBER_SETTINGS_UPDATED",
          "MEMBER_UPDATED",
          "MESSAGES_PURGED",
          "MESSAGES_READ",
          "MESSAGE_DELETED",
          "MESSAGE_PINNED",
          "MESSAGE_RECEIVED",
          "MESSAGE_SENT",
          "MESSAGE_STATUS_UPDATE",
          "MESSAGE_UNPINNED",
          "MESSAGE_UPDATED",
          "METRICS_UPDATE",
          "METRIC_UPDATE",
          "NOTIFICATION",
          "NOTIFICATIONS_DELETED",
          "NOTIFICATIONS_READ",
          "NOTIFICATIONS_UPDATED",
          "POST_FAILED",
          "POST_PUBLISHED",
          "POST_UPDATE",
          "PRESENCE_LIST",
          "PRESENCE_UPDATE",
          "REACTION_ADDED",
          "REACTION_REMOVED",
          "ROOM_CREATED",
          "ROOM_DELETED",
          "ROOM_UPDATED",
          "SLA_ESCALATION",
          "STATS_UPDATE",
          "SYSTEM_ALERT",
          "THREAD_UPDATED",
          "TYPING",
          "TYPING_START",
          "TYPING_STOP",
          "UNREAD_COUNT",
          "USER_ACTIVITY",
          "USER_ERASED");

  private EventNames() {}

  /** Whether an authorised publisher may give an event this type. */
  public static boolean isEvent(String type) {
    return NAME.matcher(type).matches() && !FRAMES.contains(type);
  }

  /** Whether a client may publish events of this type to other clients. */
  public static boolean isClientEvent(String type) {
    return isEvent(type) && !SERVICES.contains(type);
  }
}
