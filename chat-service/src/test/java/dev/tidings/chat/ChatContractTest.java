package dev.tidings.chat;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.chat.attachment.AttachmentView;
import dev.tidings.chat.attachment.LinksView;
import dev.tidings.chat.attachment.ReserveRequest;
import dev.tidings.chat.audit.AuditView;
import dev.tidings.chat.conversation.ChannelView;
import dev.tidings.chat.conversation.CreateRoomRequest;
import dev.tidings.chat.conversation.RoomEvent;
import dev.tidings.chat.conversation.RoomView;
import dev.tidings.chat.conversation.SharedRoomView;
import dev.tidings.chat.conversation.UpdateRoomRequest;
import dev.tidings.chat.erasure.EraseRequest;
import dev.tidings.chat.erasure.ErasureEvent;
import dev.tidings.chat.erasure.ErasureView;
import dev.tidings.chat.invitation.CreateInvitationRequest;
import dev.tidings.chat.invitation.CreateLinkRequest;
import dev.tidings.chat.invitation.InvitationView;
import dev.tidings.chat.invitation.LinkView;
import dev.tidings.chat.invitation.UseLinkRequest;
import dev.tidings.chat.membership.ChangeRoleRequest;
import dev.tidings.chat.membership.ChangeSettingsRequest;
import dev.tidings.chat.membership.InviteRequest;
import dev.tidings.chat.membership.LookupRequest;
import dev.tidings.chat.membership.LookupView;
import dev.tidings.chat.membership.MemberView;
import dev.tidings.chat.membership.MembershipEvent;
import dev.tidings.chat.membership.MembershipView;
import dev.tidings.chat.membership.MembershipsView;
import dev.tidings.chat.membership.SettingsEvent;
import dev.tidings.chat.membership.SettingsView;
import dev.tidings.chat.message.EditRequest;
import dev.tidings.chat.message.EditView;
import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.message.SendRequest;
import dev.tidings.chat.message.ThreadEvent;
import dev.tidings.chat.moderation.BanRequest;
import dev.tidings.chat.moderation.BanView;
import dev.tidings.chat.moderation.CloseReportRequest;
import dev.tidings.chat.moderation.ReportEvent;
import dev.tidings.chat.moderation.ReportRequest;
import dev.tidings.chat.moderation.ReportView;
import dev.tidings.chat.pin.PinEvent;
import dev.tidings.chat.pin.PinView;
import dev.tidings.chat.reaction.ReactionEvent;
import dev.tidings.chat.reaction.ReactionsView;
import dev.tidings.chat.reaction.ReactorView;
import dev.tidings.chat.readpointer.MarkDeliveredRequest;
import dev.tidings.chat.readpointer.MarkReadRequest;
import dev.tidings.chat.readpointer.MessageStatusView;
import dev.tidings.chat.readpointer.ReadEvent;
import dev.tidings.chat.readpointer.ReadStateView;
import dev.tidings.chat.readpointer.ReaderView;
import dev.tidings.chat.readpointer.RecountView;
import dev.tidings.chat.retention.RetentionEvent;
import dev.tidings.chat.search.SearchHit;
import dev.tidings.chat.sync.SyncView;
import dev.tidings.chat.thread.MarkThreadReadRequest;
import dev.tidings.chat.thread.ThreadView;
import dev.tidings.chat.typing.TypingEvent;
import dev.tidings.chat.typing.TypingRequest;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every record of the wire and the example of it say the same, read and written. */
class ChatContractTest {

  private static final Map<String, Class<?>> EVENTS =
      Map.ofEntries(
          entry("ROOM_CREATED", SharedRoomView.class),
          entry("ROOM_UPDATED", SharedRoomView.class),
          entry("MEMBER_JOINED", MembershipEvent.MemberJoined.class),
          entry("ROOM_DELETED", RoomEvent.RoomDeleted.class),
          entry("MEMBER_UPDATED", MembershipEvent.MemberUpdated.class),
          entry("MEMBER_SETTINGS_UPDATED", SettingsEvent.MemberSettingsUpdated.class),
          entry("INVITATION_CREATED", InvitationView.class),
          entry("INVITATION_UPDATED", InvitationView.class),
          entry("MEMBER_LEFT", MembershipEvent.MemberLeft.class),
          entry("MESSAGE_RECEIVED", MessageView.class),
          entry("MESSAGE_UPDATED", MessageView.class),
          entry("MESSAGE_DELETED", MessageView.class),
          entry("REACTION_ADDED", ReactionEvent.ReactionAdded.class),
          entry("REACTION_REMOVED", ReactionEvent.ReactionRemoved.class),
          entry("MESSAGE_PINNED", PinEvent.MessagePinned.class),
          entry("MESSAGE_UNPINNED", PinEvent.MessageUnpinned.class),
          entry("THREAD_UPDATED", ThreadEvent.ThreadUpdated.class),
          entry("TYPING", TypingEvent.Typing.class),
          entry("MESSAGE_STATUS_UPDATE", ReadEvent.MessageStatusUpdate.class),
          entry("MESSAGES_READ", ReadEvent.MessagesRead.class),
          entry("ATTACHMENTS_UPDATED", MessageView.class),
          entry("MESSAGES_PURGED", RetentionEvent.MessagesPurged.class),
          entry("REPORT_CREATED", ReportEvent.ReportCreated.class),
          entry("REPORT_CLOSED", ReportEvent.ReportClosed.class),
          entry("USER_ERASED", ErasureEvent.UserErased.class));

  private static final Map<String, Class<?>> ANSWERS =
      Map.ofEntries(
          entry("room", RoomView.class),
          entry("member", MemberView.class),
          entry("member-settings", SettingsView.class),
          entry("invitation", InvitationView.class),
          entry("invitation-link", LinkView.class),
          entry("report", ReportView.class),
          entry("ban", BanView.class),
          entry("membership", MembershipView.class),
          entry("memberships", MembershipsView.class),
          entry("membership-lookup-answer", LookupView.class),
          entry("message", MessageView.class),
          entry("reactions", ReactionsView.class),
          entry("thread", ThreadView.class),
          entry("read-state", ReadStateView.class),
          entry("recount", RecountView.class),
          entry("message-status", MessageStatusView.class),
          entry("sync", SyncView.class),
          entry("attachment", AttachmentView.class),
          entry("attachment-links", LinksView.class),
          entry("erasure", ErasureView.class));

  private static final Map<String, Class<?>> PAGES =
      Map.ofEntries(
          entry("room-page", RoomView.class),
          entry("channel-page", ChannelView.class),
          entry("invitation-page", InvitationView.class),
          entry("invitation-link-page", LinkView.class),
          entry("report-page", ReportView.class),
          entry("ban-page", BanView.class),
          entry("audit-page", AuditView.class),
          entry("member-page", MemberView.class),
          entry("message-page", MessageView.class),
          entry("edit-page", EditView.class),
          entry("reactor-page", ReactorView.class),
          entry("pin-page", PinView.class),
          entry("thread-page", ThreadView.class),
          entry("search-page", SearchHit.class),
          entry("reader-page", ReaderView.class),
          entry("erasure-page", ErasureView.class));

  private static final Map<String, Class<?>> REQUESTS =
      Map.ofEntries(
          entry("create-room", CreateRoomRequest.class),
          entry("update-room", UpdateRoomRequest.class),
          entry("change-role", ChangeRoleRequest.class),
          entry("change-member-settings", ChangeSettingsRequest.class),
          entry("create-invitation", CreateInvitationRequest.class),
          entry("create-invitation-link", CreateLinkRequest.class),
          entry("use-invitation-link", UseLinkRequest.class),
          entry("report-message", ReportRequest.class),
          entry("close-report", CloseReportRequest.class),
          entry("ban-member", BanRequest.class),
          entry("membership-lookup", LookupRequest.class),
          entry("invite-member", InviteRequest.class),
          entry("send-message", SendRequest.class),
          entry("edit-message", EditRequest.class),
          entry("mark-thread-read", MarkThreadReadRequest.class),
          entry("typing-signal", TypingRequest.class),
          entry("mark-delivered", MarkDeliveredRequest.class),
          entry("mark-read", MarkReadRequest.class),
          entry("reserve-attachment", ReserveRequest.class),
          entry("erase-user", EraseRequest.class));

  private final ContractExamples contract = ContractExamples.of("chat-service");

  @Test
  void shouldHaveExamplesThatSatisfyTheSchemas() {
    contract.check();
  }

  @Test
  void shouldProduceExactlyTheEventsOfTheContract() throws JsonProcessingException {
    assertThat(contract.eventTypes()).containsExactlyInAnyOrderElementsOf(EVENTS.keySet());
    for (var event : EVENTS.entrySet()) {
      for (var example : contract.events(event.getKey())) {
        assertSurvives(example.data(), event.getValue());
      }
    }
  }

  @Test
  void shouldAnswerExactlyTheShapesOfTheContract() throws JsonProcessingException {
    assertThat(contract.apiShapes())
        .hasSize(ANSWERS.size() + PAGES.size() + REQUESTS.size())
        .containsAll(ANSWERS.keySet())
        .containsAll(PAGES.keySet())
        .containsAll(REQUESTS.keySet());
    for (var answer : ANSWERS.entrySet()) {
      for (JsonNode example : contract.bodies(answer.getKey())) {
        assertSurvives(example, answer.getValue());
      }
    }
    for (var page : PAGES.entrySet()) {
      for (JsonNode example : contract.bodies(page.getKey())) {
        for (JsonNode item : example.get("items")) {
          assertSurvives(item, page.getValue());
        }
      }
    }
  }

  @Test
  void shouldReadEveryFieldOfARequest() throws JsonProcessingException {
    for (var request : REQUESTS.entrySet()) {
      for (JsonNode example : contract.bodies(request.getKey())) {
        JsonNode written = rewritten(example, request.getValue());
        example
            .properties()
            .forEach(
                field ->
                    assertThat(written.get(field.getKey()))
                        .as(request.getKey() + "." + field.getKey())
                        .isEqualTo(field.getValue()));
      }
    }
  }

  private static void assertSurvives(JsonNode example, Class<?> type)
      throws JsonProcessingException {
    assertThat(rewritten(example, type)).as(type.getName()).isEqualTo(example);
  }

  private static JsonNode rewritten(JsonNode example, Class<?> type)
      throws JsonProcessingException {
    Object value = Json.mapper().treeToValue(example, type);
    return Json.mapper().readTree(Json.mapper().writeValueAsString(value));
  }
}
