package dev.tidings.notification.feed;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The recipients' rows. */
@ApplicationScoped
class RecipientRepository implements PanacheRepositoryBase<Recipient, RecipientKey> {

  private static final String ENTER =
      """
      insert into recipients (workspace, user_id)
      select workspace, user_id
        from unnest(cast(:workspaces as text[]), cast(:users as text[])) as made (workspace, user_id)
       order by workspace, user_id
      on conflict (workspace, user_id) do nothing
      """;

  private static final String LOCK =
      """
      select r.* from recipients r
       where (r.workspace, r.user_id) in
             (select * from unnest(cast(:workspaces as text[]), cast(:users as text[])))
       order by r.workspace, r.user_id
         for update
      """;

  /**
   * People's rows, locked; made where there are none. In one order everywhere, so that two who lock
   * the same ones never wait for each other in a circle.
   */
  @SuppressWarnings("unchecked")
  Map<RecipientKey, Recipient> lockOrCreate(List<RecipientKey> people) {
    String[] workspaces = people.stream().map(RecipientKey::workspace).toArray(String[]::new);
    String[] users = people.stream().map(RecipientKey::userId).toArray(String[]::new);
    getEntityManager()
        .createNativeQuery(ENTER)
        .setParameter("workspaces", workspaces)
        .setParameter("users", users)
        .executeUpdate();
    List<Recipient> locked =
        getEntityManager()
            .createNativeQuery(LOCK, Recipient.class)
            .setParameter("workspaces", workspaces)
            .setParameter("users", users)
            .getResultList();
    return locked.stream().collect(Collectors.toMap(Recipient::key, recipient -> recipient));
  }

  /** The person's row, locked, if the person has ever had a notification. */
  Optional<Recipient> lock(RecipientKey recipient) {
    return findByIdOptional(recipient, LockModeType.PESSIMISTIC_WRITE);
  }
}
