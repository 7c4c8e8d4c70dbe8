package dev.tidings.gateway.edge;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * Reads an answer's body into memory up to a bound. A longer one is given on as a stream: what was
 * read, then the rest. On the request's event loop.
 */
final class AnswerBody {

  private final ReadStream<Buffer> source;
  private final int maxBytes;
  private final Buffer read = Buffer.buffer();
  private final Promise<Read> result = Promise.promise();

  private AnswerBody(ReadStream<Buffer> source, int maxBytes) {
    this.source = source;
    this.maxBytes = maxBytes;
  }

  /** What has become of a body. */
  sealed interface Read {

    /** All of it. */
    record Whole(Buffer body) implements Read {}

    /** It is longer than the bound. */
    record Longer(ReadStream<Buffer> body) implements Read {}
  }

  /** Reads the body of a stream that nobody reads yet. */
  static Future<Read> read(ReadStream<Buffer> source, int maxBytes) {
    var body = new AnswerBody(source, maxBytes);
    source
        .exceptionHandler(body.result::tryFail)
        .endHandler(end -> body.result.tryComplete(new Read.Whole(body.read)))
        .handler(body::take);
    source.resume();
    return body.result.future();
  }

  private void take(Buffer chunk) {
    read.appendBuffer(chunk);
    if (read.length() > maxBytes) {
      source.pause();
      source.handler(null);
      result.tryComplete(new Read.Longer(new Prefixed(read, source)));
    }
  }

  /** A paused stream that gives a buffer before the rest. */
  private static final class Prefixed implements ReadStream<Buffer> {

    private final ReadStream<Buffer> rest;
    private Buffer first;
    private Handler<Buffer> handler;

    Prefixed(Buffer first, ReadStream<Buffer> rest) {
      this.first = first;
      this.rest = rest;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> newHandler) {
      handler = newHandler;
      rest.handler(newHandler);
      return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
      rest.pause();
      return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
      return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
      if (first != null && handler != null) {
        Buffer now = first;
        first = null;
        handler.handle(now);
      }
      rest.fetch(amount);
      return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> newHandler) {
      rest.exceptionHandler(newHandler);
      return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> newHandler) {
      rest.endHandler(newHandler);
      return this;
    }
  }
}
