import { EventStreamReader } from './event-stream.ts';
import type { Fetch } from './fetch.ts';
import { ABNORMAL_CLOSURE, closeCodeOf, type Transport, type TransportKind, type TransportListener } from './transport.ts';

export interface StreamRequest {
  readonly url: string;
  readonly token: string;
  /** Where the last stream ended; undefined for a first one. */
  readonly lastEventId: string | undefined;
}

/**
 * Server-sent events: for networks whose proxies break WebSockets. Read by `fetch` rather than `EventSource`, which can't
 * send the token as a header nor go on from where an earlier stream ended. Frames can't be sent this way.
 */
export class StreamTransport implements Transport {
  readonly kind: TransportKind = 'sse';
  readonly #fetch: Fetch;
  readonly #listener: TransportListener;
  readonly #abort = new AbortController();
  readonly #events = new EventStreamReader();
  readonly #lastEventId: (id: string) => void;

  /** `lastEventId` is told of each id, after the frames before it were. */
  constructor(
    request: StreamRequest,
    listener: TransportListener,
    lastEventId: (id: string) => void,
    fetcher: Fetch,
  ) {
    this.#listener = listener;
    this.#lastEventId = lastEventId;
    this.#fetch = fetcher;
    void this.#run(request);
  }

  send(): boolean {
    return false;
  }

  close(): void {
    this.#abort.abort();
  }

  async #run({ url, token, lastEventId }: StreamRequest): Promise<void> {
    let code = ABNORMAL_CLOSURE;
    let reason = 'the stream ended';
    try {
      const fetcher = this.#fetch;
      const response = await fetcher(url, {
        headers: {
          Accept: 'text/event-stream',
          Authorization: `Bearer ${token}`,
          ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
        },
        cache: 'no-store',
        signal: this.#abort.signal,
      });
      if (response.ok && response.body !== null) {
        this.#tell(() => this.#listener.opened());
        await this.#read(response.body.pipeThrough(new TextDecoderStream()).getReader());
      } else {
        code = closeCodeOf(response.status);
        reason = `status ${response.status}`;
      }
    } catch {
      reason = 'the gateway can’t be reached';
    }
    this.#tell(() => this.#listener.closed(code, reason));
  }

  async #read(reader: ReadableStreamDefaultReader<string>): Promise<void> {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      this.#tell(() => this.#listener.heard());
      for (const event of this.#events.read(piece.value)) {
        this.#tell(() => this.#listener.received(event.data));
      }
      if (this.#events.lastEventId !== '') {
        this.#tell(() => this.#lastEventId(this.#events.lastEventId));
      }
    }
  }

  #tell(listener: () => void): void {
    if (!this.#abort.signal.aborted) {
      listener();
    }
  }
}
