package dev.tidings.presence.status;

import dev.tidings.presence.connection.Doing;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What a person does now.
 *
 * @param page the page that is looked at; null if it is not known
 * @param pageTitle its title; null if it has none
 * @param activity what is done with which thing; null for nothing
 * @param at since when, or when it was last confirmed
 */
@RegisterForReflection
public record DoingView(String page, String pageTitle, ActivityView activity, Instant at) {

  /** Null of nothing. */
  static DoingView of(Doing doing) {
    return doing == null
        ? null
        : new DoingView(
            doing.page(),
            doing.pageTitle(),
            doing.activity() == null
                ? null
                : new ActivityView(doing.activity(), doing.resourceType(), doing.resourceId()),
            doing.saidAt());
  }

  /**
   * What is done with a thing.
   *
   * @param type {@code viewing}, {@code editing} or {@code commenting}
   */
  @RegisterForReflection
  public record ActivityView(String type, String resourceType, String resourceId) {}
}
