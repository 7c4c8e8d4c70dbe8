package dev.tidings.chat.erasure;

import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/**
 * What is left of people beside their messages and memberships: invitations, links, bans, reports
 * and the audit log. What was about nobody else goes; what others need says a pseudonym instead,
 * the same everywhere, so that it still tells what one person did.
 *
 * <p>A ban stays, without its reason: otherwise whoever has themselves forgotten could come back to
 * where they were put out.
 */
@ApplicationScoped
class Traces {

  private static final String OF_WORKSPACE = " where workspace = ? and ";
  private static final String ROOMS_OF_WORKSPACE =
      " and room_id in (select id from chat_rooms where workspace = ?)";

  /** Each takes the workspace and the user. */
  private static final List<String> GO =
      List.of(
          "delete from chat_invitations" + OF_WORKSPACE + "user_id = ?",
          "delete from chat_attachment_usage" + OF_WORKSPACE + "user_id = ? and bytes = 0",
          "update chat_reports set note = null" + OF_WORKSPACE + "reporter_id = ?",
          "update chat_reports set closing_note = null" + OF_WORKSPACE + "closed_by = ?",
          "update chat_audit set details = details - 'reason'" + OF_WORKSPACE + "user_id = ?",
          "update chat_invitation_links set revoked_at = coalesce(revoked_at, now())"
              + OF_WORKSPACE
              + "created_by = ?");

  /** Each takes the pseudonym, the workspace and the user. */
  private static final List<String> BECOME_NOBODYS =
      List.of(
          "update chat_invitations set invited_by = ?" + OF_WORKSPACE + "invited_by = ?",
          "update chat_invitation_links set created_by = ?" + OF_WORKSPACE + "created_by = ?",
          "update chat_reports set reporter_id = ?" + OF_WORKSPACE + "reporter_id = ?",
          "update chat_reports set message_user_id = ?" + OF_WORKSPACE + "message_user_id = ?",
          "update chat_reports set closed_by = ?" + OF_WORKSPACE + "closed_by = ?",
          "update chat_audit set actor_id = ?" + OF_WORKSPACE + "actor_id = ?",
          "update chat_audit set user_id = ?" + OF_WORKSPACE + "user_id = ?");

  private final Sql sql;

  Traces(Sql sql) {
    this.sql = sql;
  }

  /** Removes what is left of somebody in a workspace. Repeating it changes nothing. */
  @Transactional(TxType.MANDATORY)
  void remove(String workspace, String userId, MessagePolicy messages, String pseudonym) {
    sql.update("set local tidings.forgetting = 'on'");
    if (messages == MessagePolicy.ERASE) {
      sql.update(
          "update chat_reports set message_text = ''" + OF_WORKSPACE + "message_user_id = ?",
          workspace,
          userId);
    }
    GO.forEach(statement -> sql.update(statement, workspace, userId));
    sql.update(
        "update chat_bans set reason = null where user_id = ?" + ROOMS_OF_WORKSPACE,
        userId,
        workspace);
    sql.update(
        "update chat_bans set banned_by = ? where banned_by = ?" + ROOMS_OF_WORKSPACE,
        pseudonym,
        userId,
        workspace);
    BECOME_NOBODYS.forEach(statement -> sql.update(statement, pseudonym, workspace, userId));
  }
}
