package dev.tidings.chat.room;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The rows of rooms. */
@ApplicationScoped
public class RoomRepository implements PanacheRepositoryBase<Room, UUID> {

  private static final String INSERT_DIRECT =
      """
      insert into chat_rooms
             (id, workspace, kind, direct_key, created_by, created_at, last_activity_at, last_seq,
              member_count)
      values (:id, :workspace, 'direct', :key, :by, :at, :at, 0, 0)
      on conflict (workspace, direct_key) where direct_key is not null do nothing
      """;

  /** Locks a room that is not archived until the transaction ends; waits for whoever has it. */
  Optional<Room> lock(String workspace, UUID id) {
    return find("workspace = ?1 and id = ?2 and archivedAt is null", workspace, id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .singleResultOptional();
  }

  /**
   * Inserts a direct room unless the pair has one; waits for a concurrent attempt of the same pair.
   *
   * @return whether it was inserted
   */
  boolean insertDirect(UUID id, String workspace, String key, String by, Instant at) {
    return getEntityManager()
            .createNativeQuery(INSERT_DIRECT)
            .setParameter("id", id)
            .setParameter("workspace", workspace)
            .setParameter("key", key)
            .setParameter("by", by)
            .setParameter("at", at)
            .executeUpdate()
        == 1;
  }

  UUID idOfDirect(String workspace, String key) {
    return find("workspace = ?1 and directKey = ?2", workspace, key).singleResult().id();
  }
}
