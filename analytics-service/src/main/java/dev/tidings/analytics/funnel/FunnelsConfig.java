package dev.tidings.analytics.funnel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Who saves funnels. */
@ConfigMapping(prefix = "tidings.analytics.funnels")
public interface FunnelsConfig {

  /** The roles that may save, change and delete a site's funnels; all of the workspace see them. */
  @WithDefault("ADMIN")
  Set<String> editorRoles();

  /** How many funnels a site may save. */
  @WithDefault("50")
  int maxPerSite();
}
