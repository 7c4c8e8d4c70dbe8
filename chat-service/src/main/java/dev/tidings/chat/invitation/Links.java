package dev.tidings.chat.invitation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.chat.ChatConfig;
import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.audit.AuditAction;
import dev.tidings.chat.audit.AuditLog;
import dev.tidings.chat.audit.Audited;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Action;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.membership.Roster;
import dev.tidings.chat.membership.Roster.Entered;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.Rooms;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Links that let whoever has them into a room. Everything is done under the lock of the room's row,
 * so that a link for one lets in one.
 */
@ApplicationScoped
@Transactional
public class Links {

  private static final int TOKEN_BYTES = 32;

  /** How many links into a room may be good at a time. */
  static final int MAX_LINKS = 100;

  private static final String INSERT =
      """
      insert into chat_invitation_links
             (id, workspace, room_id, token_hash, role, created_by, created_at, expires_at, max_uses)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String GOOD =
      """
      select id, room_id, role, created_by, created_at, expires_at, max_uses, uses
        from chat_invitation_links
       where workspace = ? and revoked_at is null and expires_at > ?
         and (max_uses is null or uses < max_uses)
      """;

  private final Rooms rooms;
  private final Roster roster;
  private final Memberships memberships;
  private final AuditLog audit;
  private final Sql sql;
  private final EventIds ids;
  private final ChatConfig config;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Links(
      Rooms rooms,
      Roster roster,
      Memberships memberships,
      AuditLog audit,
      Sql sql,
      EventIds ids,
      ChatConfig config,
      Clock clock) {
    this.rooms = rooms;
    this.roster = roster;
    this.memberships = memberships;
    this.audit = audit;
    this.sql = sql;
    this.ids = ids;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Makes a link.
   *
   * @throws ProblemException {@code not-found}, {@code forbidden}, {@code direct-room-is-fixed},
   *     {@code room-archived}, {@code too-many-links} or {@code validation-failed}
   */
  public LinkView make(Caller caller, UUID roomId, CreateLinkRequest request) {
    Instant now = now();
    Room room = rooms.lock(caller.workspace(), roomId);
    roster.require(room, caller.id(), Action.INVITE);
    room.requireWritable();
    if (good(caller, roomId, now).size() >= MAX_LINKS) {
      throw new ProblemException(
          ChatProblem.TOO_MANY_LINKS, "A room has at most " + MAX_LINKS + " links.");
    }
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    var link =
        new LinkView(
            UUID.fromString(ids.next()),
            roomId,
            Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
            request.grantedRole(),
            caller.id(),
            now,
            Expiry.of(request.expiresAt(), now, config),
            request.maxUses(),
            0);
    sql.update(
        INSERT,
        link.id(),
        caller.workspace(),
        roomId,
        hash(link.token()),
        link.role().value(),
        caller.id(),
        now,
        link.expiresAt(),
        link.maxUses());
    log(caller, roomId, now, AuditAction.LINK_MADE, link.id());
    return link;
  }

  /**
   * The links into a room that are still good, without what one comes in with.
   *
   * @throws ProblemException {@code not-found}, {@code forbidden} or {@code direct-room-is-fixed}
   */
  public List<LinkView> of(Caller caller, UUID roomId) {
    memberships.require(caller, roomId, Action.INVITE);
    return good(caller, roomId, now());
  }

  /**
   * Takes a link back. May be repeated.
   *
   * @throws ProblemException {@code not-found}, {@code forbidden} or {@code direct-room-is-fixed}
   */
  public void revoke(Caller caller, UUID roomId, UUID linkId) {
    roster.require(rooms.lock(caller.workspace(), roomId), caller.id(), Action.INVITE);
    Instant now = now();
    if (sql.update(
            "update chat_invitation_links set revoked_at = ?"
                + " where id = ? and room_id = ? and revoked_at is null",
            now,
            linkId,
            roomId)
        > 0) {
      log(caller, roomId, now, AuditAction.LINK_REVOKED, linkId);
    }
  }

  /**
   * Lets the caller into the room of a link. A member uses none of it up.
   *
   * @throws ProblemException {@code not-found} if the link is not good or never was, {@code
   *     room-archived} or {@code user-banned}
   */
  public Entered use(Caller caller, String token) {
    byte[] hash = hash(token);
    UUID roomId =
        sql.<UUID>first(
                "select room_id from chat_invitation_links where token_hash = ? and workspace = ?",
                row -> row.getObject(1, UUID.class),
                hash,
                caller.workspace())
            .orElseThrow(Invitations::notFound);
    Instant now = now();
    Room room = rooms.lock(caller.workspace(), roomId);
    if (roster.roleOf(room, caller.id()).isPresent()) {
      return roster.enter(room, caller.id(), Role.MEMBER, now);
    }
    LinkView link =
        sql.<LinkView>first(
                GOOD + " and token_hash = ?", Links::read, caller.workspace(), now, hash)
            .filter(_ -> room.memberCount() > 0)
            .orElseThrow(Invitations::notFound);
    sql.update("update chat_invitation_links set uses = uses + 1 where id = ?", link.id());
    return roster.enter(room, caller.id(), caller.isGuest() ? Role.GUEST : link.role(), now);
  }

  private List<LinkView> good(Caller caller, UUID roomId, Instant now) {
    return sql.list(
        GOOD + " and room_id = ? order by id", Links::read, caller.workspace(), now, roomId);
  }

  private void log(Caller caller, UUID roomId, Instant at, AuditAction action, UUID linkId) {
    audit.add(
        caller.workspace(),
        roomId,
        at,
        Audited.room(action, caller.id(), Map.of("linkId", linkId.toString())));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static LinkView read(ResultSet row) throws SQLException {
    return new LinkView(
        row.getObject("id", UUID.class),
        row.getObject("room_id", UUID.class),
        null,
        Role.of(row.getString("role")),
        row.getString("created_by"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        row.getObject("max_uses", Integer.class),
        row.getInt("uses"));
  }
}
