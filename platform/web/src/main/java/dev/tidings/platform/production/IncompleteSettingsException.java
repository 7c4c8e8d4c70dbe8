package dev.tidings.platform.production;

import java.util.List;

/** Ends a start; its message is for whoever installs. */
public final class IncompleteSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IncompleteSettingsException(List<String> faults) {
    super(
        "This can't run in production:\n  - " + String.join("\n  - ", faults), null, false, false);
  }
}
