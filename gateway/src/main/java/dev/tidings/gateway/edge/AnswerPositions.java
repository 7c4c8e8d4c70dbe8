package dev.tidings.gateway.edge;

import dev.tidings.gateway.fanout.FanoutLoop;
import dev.tidings.gateway.fanout.LogPositions;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.InvalidChannelException;
import dev.tidings.platform.identity.CurrentUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Which answers of services carry a position, so that nothing is lost between loading and
 * subscribing: who subscribes with it gets every event that the answer doesn't show. The position
 * is of the moment before the request went to the service. So it covers nothing that the service
 * had not stored by then, and may not yet cover what the answer shows already.
 */
@Singleton
final class AnswerPositions {

  private static final String ROOMS = "/api/chat/rooms";
  private static final Channel ROSTER = Channel.of("presence", "*");
  private static final Channel LIVE = Channel.of("dashboard", "live");

  private final LogPositions positions;
  private final FanoutLoop fanout;

  AnswerPositions(LogPositions positions, FanoutLoop fanout) {
    this.positions = positions;
    this.fanout = fanout;
  }

  /** What is added to an answer. */
  sealed interface Plan {

    /** A position for the whole answer. */
    record Whole(Position position) implements Plan {}

    /** A position for each of its items, by the item's id. */
    record Items(Function<String, Position> positions) implements Plan {}

    /** Both. */
    record WholeAndItems(Position position, Function<String, Position> positions) implements Plan {}
  }

  /** What is to be added to the answer of a request that is about to be sent; null for nothing. */
  Plan plan(HttpServerRequest request, CurrentUser user) {
    if (request.method() != HttpMethod.GET || !fanout.isReady()) {
      return null;
    }
    String workspace = user.workspace();
    String path = request.path();
    try {
      return switch (path) {
        case ROOMS -> new Plan.Items(rooms(workspace));
        case "/api/chat/sync" -> sync(workspace, user);
        case "/api/chat/messages" -> room(workspace, request.getParam("roomId"));
        case "/api/notifications", "/api/notifications/unread-count" ->
            whole(workspace, Channel.of("user", user.id()));
        case "/api/realtime/online-users" -> whole(workspace, Channel.WORKSPACE);
        case "/api/realtime/presence/workspace" -> whole(workspace, ROSTER);
        case "/api/analytics/live" -> whole(workspace, LIVE);
        default -> path.startsWith(ROOMS + "/") ? oneRoom(workspace, path) : null;
      };
    } catch (InvalidChannelException e) {
      return null;
    }
  }

  private Plan oneRoom(String workspace, String path) {
    String id = path.substring(ROOMS.length() + 1);
    return id.contains("/")
        ? null
        : room(workspace, URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  private Plan room(String workspace, String id) {
    return id == null ? null : whole(workspace, Channel.of("room", id));
  }

  private Plan whole(String workspace, Channel channel) {
    return new Plan.Whole(positions.of(new ChannelKey(workspace, channel)));
  }

  /** What changed in rooms, and what only the user's own devices hear of. */
  private Plan sync(String workspace, CurrentUser user) {
    Channel own = Channel.of("user", user.id());
    return new Plan.WholeAndItems(positions.of(new ChannelKey(workspace, own)), rooms(workspace));
  }

  private Function<String, Position> rooms(String workspace) {
    LogPositions.Snapshot snapshot = positions.snapshot();
    return id -> snapshot.of(new ChannelKey(workspace, Channel.of("room", id)));
  }
}
