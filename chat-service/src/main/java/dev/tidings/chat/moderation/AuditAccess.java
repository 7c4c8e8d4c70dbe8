package dev.tidings.chat.moderation;

import dev.tidings.chat.audit.AuditLog;
import dev.tidings.chat.audit.AuditView;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Action;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.platform.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Shows the audit log to those who may see it. */
@ApplicationScoped
public class AuditAccess {

  private final Memberships memberships;
  private final AuditLog log;

  AuditAccess(Memberships memberships, AuditLog log) {
    this.memberships = memberships;
    this.log = log;
  }

  /**
   * A page of what was done in a room, the latest first: for owner and admins, and for moderators
   * of the workspace, who see it of rooms that are gone, too.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found} or {@code forbidden}
   */
  public Page<AuditView> ofRoom(Caller caller, UUID roomId, String cursor, int limit) {
    if (!caller.isModerator()) {
      memberships.require(caller, roomId, Action.READ_AUDIT);
    }
    return log.ofRoom(caller.workspace(), roomId, cursor, limit);
  }

  /**
   * A page of what was done in all rooms of the workspace, the latest first.
   *
   * @param caller a moderator
   */
  public Page<AuditView> ofWorkspace(Caller caller, String cursor, int limit) {
    return log.ofWorkspace(caller.workspace(), cursor, limit);
  }
}
