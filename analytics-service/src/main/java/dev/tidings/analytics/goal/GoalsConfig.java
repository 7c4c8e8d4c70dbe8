package dev.tidings.analytics.goal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Who sets goals. */
@ConfigMapping(prefix = "tidings.analytics.goals")
public interface GoalsConfig {

  /** The roles that may add and delete a site's goals; everybody of the workspace sees them. */
  @WithDefault("ADMIN")
  Set<String> editorRoles();

  /** How many goals a site may have. */
  @WithDefault("50")
  int maxPerSite();
}
