package dev.tidings.notification.feed;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** The recipients' rows. */
@ApplicationScoped
class RecipientRepository implements PanacheRepositoryBase<Recipient, RecipientKey> {

  private static final String ENTER =
      """
      insert into recipients (workspace, user_id) values (:workspace, :user)
      on conflict (workspace, user_id) do nothing
      """;

  /** The person's row, locked; made if there is none. */
  Recipient lockOrCreate(RecipientKey recipient) {
    getEntityManager()
        .createNativeQuery(ENTER)
        .setParameter("workspace", recipient.workspace())
        .setParameter("user", recipient.userId())
        .executeUpdate();
    return findById(recipient, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The person's row, locked, if the person has ever had a notification. */
  Optional<Recipient> lock(RecipientKey recipient) {
    return findByIdOptional(recipient, LockModeType.PESSIMISTIC_WRITE);
  }
}
