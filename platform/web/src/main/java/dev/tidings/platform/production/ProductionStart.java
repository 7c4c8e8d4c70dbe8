package dev.tidings.platform.production;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Checks a packaged process before it does anything. */
@Singleton
final class ProductionStart {

  /** Before topics are made and anything is consumed. */
  private static final int FIRST = 0;

  private final Config config;

  ProductionStart(Config config) {
    this.config = config;
  }

  void onStart(@Observes @Priority(FIRST) StartupEvent event) {
    if (LaunchMode.current() != LaunchMode.NORMAL) {
      return;
    }
    List<String> faults =
        RequiredSettings.faults(
            ConfigUtils.getProfiles(), name -> config.getOptionalValue(name, String.class));
    if (!faults.isEmpty()) {
      throw new IncompleteSettingsException(faults);
    }
    OrderlyEnd.onTermination();
  }
}
