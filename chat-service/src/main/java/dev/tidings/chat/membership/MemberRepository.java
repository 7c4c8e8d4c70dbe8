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

  private static final String HEIR =
      """
      select * from chat_room_members where room_id = :room
       order by case role when 'admin' then 1 when 'member' then 2 else 3 end, joined_at, user_id
       limit 1
      """;

  Optional<Member> find(String workspace, UUID roomId, String userId) {
    return find("key.roomId = ?1 and key.userId = ?2 and workspace = ?3", roomId, userId, workspace)
        .singleResultOptional();
  }

  List<Member> ofUser(String workspace, String userId) {
    return list("workspace = ?1 and key.userId = ?2", Sort.by("key.roomId"), workspace, userId);
  }

  /**
   * Who becomes the owner when the owner leaves: an admin if there is one, else a member, else a
   * guest, then by seniority.
   */
  @SuppressWarnings("unchecked")
  Optional<Member> heir(UUID roomId) {
    return getEntityManager()
        .createNativeQuery(HEIR, Member.class)
        .setParameter("room", roomId)
        .getResultStream()
        .findFirst();
  }

  /** Makes a member something else; the row that was read still says what it was. */
  void change(Member member, Role role) {
    getEntityManager()
        .createNativeQuery(
            "update chat_room_members set role = :role where room_id = :room and user_id = :user")
        .setParameter("role", role.value())
        .setParameter("room", member.roomId())
        .setParameter("user", member.userId())
        .executeUpdate();
  }

  /** Takes everybody out at once. */
  void deleteAll(UUID roomId) {
    delete("key.roomId", roomId);
  }
}
