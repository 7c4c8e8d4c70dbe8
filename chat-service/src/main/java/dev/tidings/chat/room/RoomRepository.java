package dev.tidings.chat.room;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** The rows of rooms. */
@ApplicationScoped
class RoomRepository implements PanacheRepositoryBase<Room, UUID> {

  /** Locks a room that is not deleted until the transaction ends; waits for whoever has it. */
  Optional<Room> lock(String workspace, UUID id) {
    return find("workspace = ?1 and id = ?2 and deletedAt is null", workspace, id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .singleResultOptional();
  }

  /**
   * Just the id: a row that is read without its lock would stay in mind as it was and be written
   * back so after it is locked.
   */
  Optional<UUID> idOf(String workspace, RoomAddress address) {
    return getEntityManager()
        .createQuery(
            "select r.id from Room r where r.workspace = :workspace and r.address = :address",
            UUID.class)
        .setParameter("workspace", workspace)
        .setParameter("address", address.text())
        .getResultStream()
        .findFirst();
  }

  boolean wasDeletedBy(String workspace, UUID id, String userId) {
    return count("workspace = ?1 and id = ?2 and deletedBy = ?3", workspace, id, userId) > 0;
  }
}
