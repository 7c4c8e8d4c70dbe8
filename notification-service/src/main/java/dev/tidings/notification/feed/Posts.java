package dev.tidings.notification.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidings.notification.NotificationProblem;
import dev.tidings.notification.feed.PostedView.PostedTo;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes notifications from outside, those of an idempotency key once. */
@ApplicationScoped
class Posts {

  private static final int MAX_KEY = 200;

  /** A second request of the key waits here until the first has ended. */
  private static final String BEGIN =
      """
      insert into notification_posts (workspace, idempotency_key, request_hash, created_at)
      values (?, ?, ?, ?)
      on conflict (workspace, idempotency_key) do nothing
      """;

  private final FeedService feed;
  private final BroadcastService broadcasts;
  private final RoomDirectory rooms;
  private final FeedConfig config;
  private final Sql sql;
  private final Clock clock;

  Posts(
      FeedService feed,
      BroadcastService broadcasts,
      RoomDirectory rooms,
      FeedConfig config,
      Sql sql,
      Clock clock) {
    this.feed = feed;
    this.broadcasts = broadcasts;
    this.rooms = rooms;
    this.config = config;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * What became of a request.
   *
   * @param view what was made
   * @param replayed whether it was made by an earlier request of the same key
   */
  record Result(PostedView view, boolean replayed) {}

  private record Earlier(byte[] hash, String answer) {}

  /**
   * Makes the notifications that are asked for.
   *
   * @param key the idempotency key; null if each request counts
   * @throws ProblemException {@code validation-failed} or {@code idempotency-key-reused}
   */
  @Transactional
  public Result post(String workspace, PostRequest request, String key) {
    Post post = PostRules.read(workspace, request, clock.instant());
    if (key == null) {
      return new Result(make(post), false);
    }
    if (key.isBlank() || key.length() > MAX_KEY || key.indexOf('\0') >= 0) {
      throw ProblemException.invalid("", "The Idempotency-Key must have 1 to 200 characters");
    }
    byte[] hash = hash(request);
    if (sql.update(BEGIN, workspace, key, hash, clock.instant()) == 0) {
      return earlier(workspace, key, hash);
    }
    PostedView view = make(post);
    sql.update(
        "update notification_posts set answer = ?::jsonb where workspace = ? and idempotency_key = ?",
        new String(Json.bytes(view), StandardCharsets.UTF_8),
        workspace,
        key);
    return new Result(view, false);
  }

  /** The same, as it is answered. */
  public RestResponse<PostedView> answer(String workspace, PostRequest request, String key) {
    Result result = post(workspace, request, key);
    return result.replayed()
        ? RestResponse.ResponseBuilder.ok(result.view())
            .header("Idempotency-Replayed", "true")
            .build()
        : RestResponse.status(RestResponse.Status.CREATED, result.view());
  }

  private Result earlier(String workspace, String key, byte[] hash) {
    Earlier earlier =
        sql.<Earlier>first(
                """
                select request_hash, answer from notification_posts
                where workspace = ? and idempotency_key = ?
                """,
                row -> new Earlier(row.getBytes("request_hash"), row.getString("answer")),
                workspace,
                key)
            .orElseThrow();
    if (!Arrays.equals(earlier.hash(), hash)) {
      throw new ProblemException(
          NotificationProblem.IDEMPOTENCY_KEY_REUSED, "The key was used with another body.");
    }
    try {
      return new Result(Json.mapper().readValue(earlier.answer(), PostedView.class), true);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored answer is no JSON", e);
    }
  }

  private PostedView make(Post post) {
    return switch (post.addressees()) {
      case Addressees.All(Audience audience) ->
          new PostedView(List.of(), broadcasts.add(post.toAll(audience)).toString());
      case Addressees.People(List<String> users) -> view(feed.add(post.to(users)));
      case Addressees.Room(String roomId) -> view(feed.add(post.to(members(post, roomId))));
    };
  }

  private List<String> members(Post post, String roomId) {
    int most = config.roomUpToMembers();
    List<String> members = rooms.of(post.workspace(), roomId, most + 1);
    if (members.isEmpty()) {
      throw ProblemException.invalid("/roomId", "is not a room in which anybody is");
    }
    if (members.size() > most) {
      throw ProblemException.invalid("/roomId", "has more than %,d members".formatted(most));
    }
    return members;
  }

  /** Forgets some keys whose time is over, and says how many. */
  @Transactional
  int forgetOldKeys(int limit) {
    return sql.update(
        """
        delete from notification_posts
        where (workspace, idempotency_key) in
              (select workspace, idempotency_key from notification_posts where created_at < ?
               order by created_at limit ? for update skip locked)
        """,
        clock.instant().minus(config.keysRemembered()),
        limit);
  }

  private static PostedView view(Map<RecipientKey, UUID> made) {
    return new PostedView(
        made.entrySet().stream()
            .map(one -> new PostedTo(one.getKey().userId(), one.getValue().toString()))
            .toList(),
        null);
  }

  private static byte[] hash(PostRequest request) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(Json.bytes(request));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM has no SHA-256", e);
    }
  }
}
