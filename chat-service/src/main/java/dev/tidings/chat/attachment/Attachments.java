package dev.tidings.chat.attachment;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.directory.Caller;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.Problem.FieldError;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reserves attachments, gives them to messages, and takes them from everybody's sight. */
@ApplicationScoped
public class Attachments {

  /** The row of the user before that of the workspace, everywhere: nobody waits in a circle. */
  private static final String USE =
      """
      insert into chat_attachment_usage as present (workspace, user_id, bytes)
      select ?, ?, ? where ? <= ?
      on conflict (workspace, user_id) do update set bytes = present.bytes + excluded.bytes
        where present.bytes + excluded.bytes <= ?
      """;

  private static final String INSERT =
      """
      insert into chat_attachments
             (id, workspace, user_id, name, size, declared_sha256, status, thumbnail, created_at)
      values (?, ?, ?, ?, ?, ?, 'reserved', 'none', ?)
      """;

  /** The caller's own ones that no message has, and those of the messages that the caller sees. */
  private static final String VISIBLE =
      AttachmentRow.SELECT
          + """
           where a.id = any (?::uuid[]) and a.workspace = ? and a.status <> 'released'
             and (a.message_id is null and a.user_id = ?
                  or exists (select 1 from chat_room_members own
                              where own.room_id = a.room_id and own.user_id = ?
                                and own.workspace = a.workspace))
          """;

  private static final String UNUSED =
      AttachmentRow.SELECT
          + """
           where a.id = any (?::uuid[]) and a.workspace = ? and a.user_id = ?
             and a.status = 'complete' and a.message_id is null
          """;

  private static final String CLAIM =
      """
      update chat_attachments set room_id = ?, message_id = ?, place = ?
       where id = ? and status = 'complete' and message_id is null
      """;

  private static final String OF_MESSAGE =
      AttachmentRow.SELECT + " where a.message_id = ? and a.status = 'complete' order by a.place";

  private static final String RELEASE =
      """
      update chat_attachments set status = 'released' where %s and status <> 'released'
      returning workspace, user_id, size
      """;

  private static final String FREE =
      """
      update chat_attachment_usage set bytes = greatest(0, bytes - ?)
       where workspace = ? and user_id = ?
      """;

  private static final String RELEASE_OF_MESSAGES =
      RELEASE.formatted("message_id = any (?::uuid[])");
  private static final String RELEASE_ONE =
      RELEASE.formatted("id = ? and workspace = ? and user_id = ? and message_id is null");
  private static final String RELEASE_OF_USER =
      RELEASE.formatted("workspace = ? and user_id = ? and message_id is null");

  /** The name under which all bytes of a workspace are counted; nobody's id is empty. */
  private static final String EVERYBODY = "";

  private final Sql sql;
  private final AttachmentConfig config;
  private final EventIds ids;
  private final Clock clock;

  Attachments(Sql sql, AttachmentConfig config, EventIds ids, Clock clock) {
    this.sql = sql;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Reserves the place of a file that is going to be uploaded.
   *
   * @throws ProblemException {@code validation-failed}, {@code payload-too-large} or {@code
   *     quota-exceeded}
   */
  @Transactional
  AttachmentView reserve(Caller caller, ReserveRequest request) {
    String name = FileName.of(request.name());
    long size = request.size();
    if (size > config.maxSize().asLongValue()) {
      throw new ProblemException(
          CommonProblem.PAYLOAD_TOO_LARGE,
          "A file has at most " + config.maxSize().asLongValue() + " bytes.");
    }
    use(caller.workspace(), caller.id(), size, config.quotaPerUser().asLongValue(), "You");
    use(
        caller.workspace(),
        EVERYBODY,
        size,
        config.quotaPerWorkspace().asLongValue(),
        "The people of the workspace");
    UUID id = UUID.fromString(ids.next());
    sql.update(
        INSERT,
        id,
        caller.workspace(),
        caller.id(),
        name,
        size,
        request.sha256() == null ? null : request.sha256().toLowerCase(Locale.ROOT),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return new AttachmentView(id, name, size, false, null, null, null, null, false);
  }

  private void use(String workspace, String userId, long size, long quota, String who) {
    if (sql.update(USE, workspace, userId, size, size, quota, quota) == 0) {
      throw new ProblemException(
          ChatProblem.QUOTA_EXCEEDED,
          who + " may have " + quota + " bytes of attachments, which this would exceed.");
    }
  }

  /**
   * An attachment that the caller may see.
   *
   * @throws ProblemException {@code not-found}
   */
  AttachmentRow visible(Caller caller, UUID id) {
    return sql.<AttachmentRow>first(
            VISIBLE,
            AttachmentRow::read,
            List.of(id.toString()),
            caller.workspace(),
            caller.id(),
            caller.id())
        .orElseThrow(AttachmentId::notFound);
  }

  /** Those of some attachments that the caller may see. */
  List<AttachmentView> visible(Caller caller, List<UUID> ids) {
    return sql
        .<AttachmentRow>list(
            VISIBLE,
            AttachmentRow::read,
            ids.stream().map(UUID::toString).toList(),
            caller.workspace(),
            caller.id(),
            caller.id())
        .stream()
        .map(AttachmentRow::view)
        .toList();
  }

  /**
   * Forgets an attachment of a user's that no message has. Where there is none, nothing changes.
   */
  @Transactional
  void forget(String workspace, String userId, UUID id) {
    releaseAll(RELEASE_ONE, id, workspace, userId);
  }

  /**
   * Attachments of a sender that a message may name, in the given order.
   *
   * @throws ProblemException {@code validation-failed} if one is none of the sender's, has no
   *     content yet, or belongs to a message
   */
  public List<AttachmentView> unused(Caller sender, List<UUID> wanted) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    Map<UUID, AttachmentView> found =
        sql
            .<AttachmentRow>list(
                UNUSED,
                AttachmentRow::read,
                wanted.stream().map(UUID::toString).toList(),
                sender.workspace(),
                sender.id())
            .stream()
            .map(AttachmentRow::view)
            .collect(Collectors.toMap(AttachmentView::id, Function.identity()));
    var errors = new ArrayList<FieldError>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!found.containsKey(wanted.get(i))) {
        errors.add(
            new FieldError(
                "/attachments/" + i,
                "must be an attachment of yours that is uploaded and belongs to no message"));
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return wanted.stream().map(found::get).toList();
  }

  /** How many attachments a message may have. */
  public int maxPerMessage() {
    return config.maxPerMessage();
  }

  /**
   * Gives unused attachments to a message, in the transaction in which it is stored.
   *
   * @return whether all of them could be had; if not, the transaction is to be rolled back
   */
  @Transactional(TxType.MANDATORY)
  public boolean claim(UUID roomId, UUID messageId, List<AttachmentView> attachments) {
    for (int i = 0; i < attachments.size(); i++) {
      if (sql.update(CLAIM, roomId, messageId, i, attachments.get(i).id()) == 0) {
        return false;
      }
    }
    return true;
  }

  /** The attachments of a message, in their order. */
  public List<AttachmentView> of(UUID messageId) {
    return sql.<AttachmentRow>list(OF_MESSAGE, AttachmentRow::read, messageId).stream()
        .map(AttachmentRow::view)
        .toList();
  }

  /**
   * Takes the attachments of messages from everybody's sight; their contents are destroyed soon.
   */
  @Transactional
  public void release(List<UUID> messageIds) {
    releaseAll(RELEASE_OF_MESSAGES, messageIds.stream().map(UUID::toString).toList());
  }

  /** Forgets everything that a user has reserved or uploaded and not sent. */
  @Transactional
  public void releaseUnused(String workspace, String userId) {
    releaseAll(RELEASE_OF_USER, workspace, userId);
  }

  /**
   * What is released is counted as free at once, although the content goes a moment later. Users
   * before workspaces, as by those who reserve.
   */
  private void releaseAll(String statement, Object... parameters) {
    var users = new TreeMap<Owner, Long>();
    var workspaces = new TreeMap<Owner, Long>();
    for (Released each :
        sql.<Released>list(
            statement,
            row -> new Released(new Owner(row.getString(1), row.getString(2)), row.getLong(3)),
            parameters)) {
      users.merge(each.owner(), each.size(), Long::sum);
      workspaces.merge(new Owner(each.owner().workspace(), EVERYBODY), each.size(), Long::sum);
    }
    users.forEach(this::free);
    workspaces.forEach(this::free);
  }

  /** Counts bytes of a user's attachment as free that turned out not to be needed. */
  @Transactional(TxType.MANDATORY)
  void giveBack(AttachmentRow row, long bytes) {
    free(new Owner(row.workspace(), row.userId()), bytes);
    free(new Owner(row.workspace(), EVERYBODY), bytes);
  }

  private void free(Owner owner, long bytes) {
    sql.update(FREE, bytes, owner.workspace(), owner.userId());
  }

  private record Released(Owner owner, long size) {}

  private record Owner(String workspace, String userId) implements Comparable<Owner> {

    @Override
    public int compareTo(Owner other) {
      return Comparator.comparing(Owner::workspace)
          .thenComparing(Owner::userId)
          .compare(this, other);
    }
  }
}
