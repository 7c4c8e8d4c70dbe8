package dev.tidings.gateway.sse;

import dev.tidings.gateway.outbound.ConnectionWriter;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.outbound.Lane;
import dev.tidings.platform.event.Channel;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;

/**
 * Writes to the response of a request, over HTTP/1.1 or HTTP/2. The client can't answer, so what
 * shows that it lives is that it takes what is written, heartbeats if nothing else.
 */
final class StreamWriter implements ConnectionWriter {

  private static final int FRAME_OVERHEAD = 64;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final HttpServerResponse response;
  private final Lane lane;
  private final StreamId id;

  /** Only the lane's thread touches what follows. */
  private Future<Void> last = Future.succeededFuture();

  private Runnable onTaken = () -> {};
  private String reason = "lost";

  StreamWriter(HttpServerResponse response, Lane lane, StreamId id) {
    this.response = response;
    this.lane = lane;
    this.id = id;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  /** Told on the lane whenever the client has taken something. */
  void onTaken(Runnable task) {
    onTaken = task;
  }

  /** Why the stream has ended, for other services. On the lane. */
  String reason() {
    return reason;
  }

  /** The stream is going to resume the channel: until then its id keeps where the client was. */
  void resuming(Channel channel) {
    lane.execute(() -> id.resuming(channel));
  }

  @Override
  public boolean write(List<Frame> frames) {
    if (isOver()) {
      return true;
    }
    int size = 0;
    for (Frame frame : frames) {
      size += frame.size() + FRAME_OVERHEAD;
    }
    Buffer out = Buffer.buffer(size);
    for (Frame frame : frames) {
      EventStream.append(out, frame.content(), frame.text(), id.with(frame.content()));
    }
    write(out);
    return last.isComplete();
  }

  @Override
  public void whenSent(Runnable task) {
    last.onComplete(taken -> lane.execute(task));
  }

  /** A client that has not taken what was written gets no more: that would show nothing. */
  @Override
  public void ping() {
    lane.execute(
        () -> {
          if (!isOver() && last.isComplete()) {
            write(Buffer.buffer(EventStream.HEARTBEAT));
          }
        });
  }

  /** The end of the response is all the client sees; the code was in the frame before. */
  @Override
  public void close(int code, String reason) {
    lane.execute(
        () -> {
          this.reason = "closed-" + code;
          if (!isOver()) {
            Future<Void> ended = response.end();
            lane.schedule(
                CLOSE_TIMEOUT,
                () -> {
                  if (!ended.isComplete()) {
                    response.reset();
                  }
                });
          } else if (!response.closed()) {
            response.reset();
          }
        });
  }

  private void write(Buffer out) {
    last = response.write(out).onSuccess(taken -> onTaken.run());
  }

  private boolean isOver() {
    return response.ended() || response.closed();
  }
}
