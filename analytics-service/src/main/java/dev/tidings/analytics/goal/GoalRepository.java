package dev.tidings.analytics.goal;

import dev.tidings.analytics.site.Site;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The rows of goals. */
@ApplicationScoped
class GoalRepository implements PanacheRepositoryBase<Goal, UUID> {

  List<Goal> of(Site site) {
    return list("workspace = ?1 and site = ?2", Sort.by("name"), site.workspace(), site.key());
  }

  long count(Site site) {
    return count("workspace = ?1 and site = ?2", site.workspace(), site.key());
  }

  boolean exists(Site site, String name) {
    return count("workspace = ?1 and site = ?2 and name = ?3", site.workspace(), site.key(), name)
        > 0;
  }

  boolean delete(String workspace, UUID id) {
    return delete("workspace = ?1 and id = ?2", workspace, id) > 0;
  }
}
