package dev.tidings.e2e.support;

/**
 * A line of {@code tidings status}.
 *
 * @param state {@code ready} when it answers
 */
public record ManagedProcess(String name, long pid, int port, String state) {

  public boolean isReady() {
    return state.equals("ready");
  }
}
