package dev.tidings.local.process;

import java.time.Duration;
import java.util.OptionalLong;

/** What a supervised process is doing. */
public sealed interface ProcessState {

  /** The word for it in {@code status}. */
  String label();

  /** The process's id while there is a process. */
  default OptionalLong pid() {
    return OptionalLong.empty();
  }

  /** What there is to say beyond the label; may be empty. */
  default String detail() {
    return "";
  }

  /** Not started yet, or ended on request. */
  record Stopped() implements ProcessState {
    @Override
    public String label() {
      return "stopped";
    }
  }

  /** The process runs and has not served yet. */
  record Starting(long id) implements ProcessState {
    @Override
    public String label() {
      return "starting";
    }

    @Override
    public OptionalLong pid() {
      return OptionalLong.of(id);
    }
  }

  /** The process serves. */
  record Ready(long id) implements ProcessState {
    @Override
    public String label() {
      return "ready";
    }

    @Override
    public OptionalLong pid() {
      return OptionalLong.of(id);
    }
  }

  /** The process has served and says by itself that it can't at the moment. */
  record Unready(long id) implements ProcessState {
    @Override
    public String label() {
      return "unready";
    }

    @Override
    public OptionalLong pid() {
      return OptionalLong.of(id);
    }
  }

  /** The process has ended unasked and will be started again after the back-off. */
  record Restarting(String reason, Duration backOff) implements ProcessState {
    @Override
    public String label() {
      return "restarting";
    }

    @Override
    public String detail() {
      return reason + "; next try in " + seconds(backOff);
    }
  }

  /** The process ends again and again; it is still tried, at the longest back-off in the end. */
  record Failed(String reason, Duration backOff) implements ProcessState {
    @Override
    public String label() {
      return "failed";
    }

    @Override
    public String detail() {
      return reason + "; next try in " + seconds(backOff);
    }
  }

  private static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
