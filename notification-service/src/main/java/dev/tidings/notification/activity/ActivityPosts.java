package dev.tidings.notification.activity;

import dev.tidings.notification.NotificationProblem;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Takes activities from outside, that of an idempotency key once. */
@ApplicationScoped
class ActivityPosts {

  private static final int MAX_KEY = 200;

  /** Keeps the keys of those who post apart from the names of rules. */
  private static final String POSTED = "post:";

  private final Activities activities;
  private final ActivityQueries queries;
  private final Sql sql;
  private final Clock clock;

  ActivityPosts(Activities activities, ActivityQueries queries, Sql sql, Clock clock) {
    this.activities = activities;
    this.queries = queries;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * What became of a request.
   *
   * @param activity what was made
   * @param replayed whether it was made by an earlier request of the same key
   */
  record Result(ActivityView activity, boolean replayed) {}

  /**
   * Makes the activity that is asked for.
   *
   * @param key the idempotency key; null if each request counts
   * @throws ProblemException {@code validation-failed} or {@code idempotency-key-reused}
   */
  @Transactional
  public Result post(String workspace, PostActivityRequest request, String key) {
    if (key != null && (key.isBlank() || key.length() > MAX_KEY || key.indexOf('\0') >= 0)) {
      throw ProblemException.invalid("", "The Idempotency-Key must have 1 to 200 characters");
    }
    NewActivity made =
        PostActivityRules.read(
            workspace, request, key == null ? null : POSTED + key, clock.instant());
    Optional<ActivityView> added = activities.add(made);
    if (added.isEmpty()) {
      return new Result(earlier(workspace, made.sourceKey(), request), true);
    }
    if (key != null) {
      sql.update(
          "update activity_feed set request_hash = ? where id = ?",
          hash(request),
          UUID.fromString(added.get().id()));
    }
    return new Result(added.get(), false);
  }

  private ActivityView earlier(String workspace, String sourceKey, PostActivityRequest request) {
    long same =
        sql.number(
            """
            select count(*) from activity_feed
            where workspace = ? and source_key = ? and request_hash = ?
            """,
            workspace,
            sourceKey,
            hash(request));
    if (same == 0) {
      throw new ProblemException(
          NotificationProblem.IDEMPOTENCY_KEY_REUSED, "The key was used with another body.");
    }
    return queries.ofSource(workspace, sourceKey).orElseThrow();
  }

  private static byte[] hash(PostActivityRequest request) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(Json.bytes(request));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM has no SHA-256", e);
    }
  }
}
