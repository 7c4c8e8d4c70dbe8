package dev.tidings.gateway.sse;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.InvalidChannelException;
import dev.tidings.platform.problem.Problem.FieldError;
import dev.tidings.platform.problem.ProblemException;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a client asks of a stream.
 *
 * @param channels those it wants besides its own, each once
 * @param from where it was
 */
record StreamWish(List<Channel> channels, ResumePoint from) {

  /** Channels separated by commas. */
  private static final String LIST = "channels";

  /** One channel, whatever its characters; may be repeated. */
  private static final String ONE = "channel";

  StreamWish {
    channels = List.copyOf(channels);
  }

  /**
   * Reads the query.
   *
   * @param lastEventId the last id that the client got; null or empty for none
   * @throws ProblemException {@code validation-failed} if a channel is none
   */
  static StreamWish of(MultiMap query, String lastEventId) {
    var errors = new ArrayList<FieldError>();
    Set<Channel> channels = new LinkedHashSet<>();
    for (String list : query.getAll(LIST)) {
      for (String name : list.split(",")) {
        if (!name.isBlank()) {
          add(channels, name.strip(), "?" + LIST, errors);
        }
      }
    }
    for (String name : query.getAll(ONE)) {
      add(channels, name, "?" + ONE, errors);
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return new StreamWish(List.copyOf(channels), ResumePoint.parse(lastEventId));
  }

  private static void add(
      Set<Channel> channels, String name, String pointer, List<FieldError> errors) {
    try {
      channels.add(Channel.parse(name));
    } catch (InvalidChannelException e) {
      errors.add(new FieldError(pointer, e.getMessage()));
    }
  }
}
