package dev.tidings.gateway.upstream.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is a member of which room, as far as anybody asked lately. Safe for several threads. */
@Singleton
public final class RoomMemberships {

  private static final int CACHED = 100_000;
  private static final Duration CACHED_FOR = Duration.ofMinutes(5);

  private final ChatClient chat;
  private final Cache<Key, Boolean> cache =
      Caffeine.newBuilder().maximumSize(CACHED).expireAfterWrite(CACHED_FOR).build();
  private final Map<Key, Set<Question>> open = new ConcurrentHashMap<>();

  RoomMemberships(ChatClient chat) {
    this.chat = chat;
  }

  record Key(String workspace, String user, String room) {

    boolean isOf(String otherWorkspace, String otherRoom) {
      return room.equals(otherRoom) && workspace.equals(otherWorkspace);
    }
  }

  /**
   * Asks whether the session's user is a member of the room. The answer is to be used while the
   * room's channel is held, and the question closed afterwards.
   *
   * @throws ServiceUnavailableException if chat-service has to be asked and doesn't answer
   */
  public Question ask(Session session, String room) throws ServiceUnavailableException {
    var key = new Key(session.user().workspace(), session.user().id(), room);
    var question = new Question(key);
    open.compute(
        key,
        (k, questions) -> {
          Set<Question> all = questions == null ? ConcurrentHashMap.newKeySet(1) : questions;
          all.add(question);
          return all;
        });
    try {
      Boolean known = cache.getIfPresent(key);
      question.answered = known != null ? known : chat.isMember(session.token(), room);
      return question;
    } catch (ServiceUnavailableException | RuntimeException e) {
      question.close();
      throw e;
    }
  }

  /**
   * Whether the token's user is a member of the room, as far as is known at this moment.
   *
   * @throws ServiceUnavailableException if chat-service has to be asked and doesn't answer
   */
  public boolean isMember(VerifiedToken token, String room) throws ServiceUnavailableException {
    Boolean known = cache.getIfPresent(new Key(token.user().workspace(), token.user().id(), room));
    return known != null ? known : chat.isMember(token, room);
  }

  /** The room's log says so; the room's channel is held. */
  void changed(String workspace, String user, String room, boolean member) {
    var key = new Key(workspace, user, room);
    Set<Question> questions = open.get(key);
    if (questions != null) {
      questions.forEach(question -> question.overruled = member);
    }
    cache.put(key, member);
  }

  /** The room's log says that there is no such room any more; the room's channel is held. */
  void gone(String workspace, String room) {
    open.forEach(
        (key, questions) -> {
          if (key.isOf(workspace, room)) {
            questions.forEach(question -> question.overruled = false);
          }
        });
    cache.asMap().keySet().removeIf(key -> key.isOf(workspace, room));
  }

  /** A question and what is known of its answer. */
  public final class Question implements AutoCloseable {

    private final Key key;
    private volatile boolean answered;
    private volatile Boolean overruled;

    private Question(Key key) {
      this.key = key;
    }

    /** The answer; to be read while the room's channel is held. */
    public boolean isMember() {
      return overruled != null ? overruled : answered;
    }

    /** Remembers the answer and stops listening for changes. */
    @Override
    public void close() {
      open.computeIfPresent(
          key,
          (k, questions) -> {
            questions.remove(this);
            return questions.isEmpty() ? null : questions;
          });
    }

    /** Keeps the answer for the next who asks; while the room's channel is held. */
    public void remember() {
      cache.put(key, isMember());
    }
  }
}
