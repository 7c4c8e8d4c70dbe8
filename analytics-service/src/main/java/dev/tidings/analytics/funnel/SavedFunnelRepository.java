package dev.tidings.analytics.funnel;

import dev.tidings.analytics.site.Site;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of saved funnels. */
@ApplicationScoped
class SavedFunnelRepository implements PanacheRepositoryBase<SavedFunnel, UUID> {

  List<SavedFunnel> of(Site site) {
    return list("workspace = ?1 and site = ?2", Sort.by("name"), site.workspace(), site.key());
  }

  Optional<SavedFunnel> find(String workspace, UUID id) {
    return find("workspace = ?1 and id = ?2", workspace, id).singleResultOptional();
  }

  long count(Site site) {
    return count("workspace = ?1 and site = ?2", site.workspace(), site.key());
  }

  /** Whether another one of the site has the name. */
  boolean isTaken(String workspace, String site, String name, UUID by) {
    return count(
            "workspace = ?1 and site = ?2 and name = ?3 and id <> ?4", workspace, site, name, by)
        > 0;
  }
}
