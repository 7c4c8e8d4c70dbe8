package dev.tidings.notification.feed;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The notifications' rows; every query is of one person's. */
@ApplicationScoped
class NotificationRepository implements PanacheRepositoryBase<Notification, UUID> {

  private static final String SOURCES =
      """
      select new dev.tidings.notification.feed.Source(
               new dev.tidings.notification.feed.RecipientKey(n.workspace, n.userId), n.sourceKey)
        from Notification n
       where n.workspace in :workspaces and n.userId in :users and n.sourceKey in :keys
      """;

  private static final String OWN = "workspace = :workspace and userId = :user";

  /** Which of the sources which of the people have been notified of. */
  List<Source> sources(Collection<RecipientKey> people, Collection<String> keys) {
    return keys.isEmpty()
        ? List.of()
        : getEntityManager()
            .createQuery(SOURCES, Source.class)
            .setParameter("workspaces", people.stream().map(RecipientKey::workspace).toList())
            .setParameter("users", people.stream().map(RecipientKey::userId).toList())
            .setParameter("keys", keys)
            .getResultList();
  }

  Optional<Notification> find(RecipientKey owner, UUID id) {
    return find(OWN + " and id = :id", own(owner, Map.of("id", id))).firstResultOptional();
  }

  Optional<Notification> newest(RecipientKey owner) {
    return find(OWN + " order by seq desc", own(owner, Map.of())).firstResultOptional();
  }

  /** Newest first, older than the given sequence number. */
  List<Notification> page(RecipientKey owner, FeedFilter filter, long beforeSeq, int limit) {
    var query = new StringBuilder(OWN).append(" and seq < :before");
    var parameters = own(owner, Map.of("before", beforeSeq));
    if (filter.unreadOnly()) {
      query.append(" and readAt is null");
    }
    if (filter.type() != null) {
      query.append(" and type = :type");
      parameters.put("type", filter.type());
    }
    return find(query.append(" order by seq desc").toString(), parameters).page(0, limit).list();
  }

  /** Marks every unread one read and says how many that were. */
  int readAll(RecipientKey owner, Instant now) {
    return update(
        "readAt = :now where " + OWN + " and readAt is null", own(owner, Map.of("now", now)));
  }

  private static Map<String, Object> own(RecipientKey owner, Map<String, ?> more) {
    var parameters = new HashMap<String, Object>(more);
    parameters.put("workspace", owner.workspace());
    parameters.put("user", owner.userId());
    return parameters;
  }
}
