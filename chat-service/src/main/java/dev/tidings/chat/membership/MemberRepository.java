package dev.tidings.chat.membership;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of members. */
@ApplicationScoped
class MemberRepository implements PanacheRepositoryBase<Member, MemberKey> {

  Optional<Member> find(String workspace, UUID roomId, String userId) {
    return find("key.roomId = ?1 and key.userId = ?2 and workspace = ?3", roomId, userId, workspace)
        .singleResultOptional();
  }

  List<Member> ofUser(String workspace, String userId) {
    return list("workspace = ?1 and key.userId = ?2", Sort.by("key.roomId"), workspace, userId);
  }

  /**
   * Who becomes the owner when the owner leaves: an admin if there is one (the stored name sorts
   * before {@code member}), then by seniority.
   */
  Optional<Member> heir(UUID roomId) {
    return find(
            "key.roomId = ?1 and role <> ?2",
            Sort.by("role").and("joinedAt").and("key.userId"),
            roomId,
            Role.OWNER)
        .firstResultOptional();
  }

  void makeOwner(Member member) {
    getEntityManager()
        .createNativeQuery(
            "update chat_room_members set role = 'owner' where room_id = :room and user_id = :user")
        .setParameter("room", member.roomId())
        .setParameter("user", member.userId())
        .executeUpdate();
  }
}
