import type { Position, ServerFrame } from './frame';
import { RequestError } from './requests';

/** What the gateway said about a subscription: whether every event since the last one seen will be delivered. */
export interface SubscribeOutcome {
  readonly recovered: boolean;
  readonly reason?: string;
}

/** The wish to get a channel's events. It outlives connections until it is cancelled or refused for good. */
export interface Subscription {
  readonly channel: string;
  /** Settled by the gateway's first definite answer; rejected with a {@link RequestError} when it refuses for good. */
  readonly ready: Promise<SubscribeOutcome>;
  cancel(): void;
}

type Request = (type: string, data: unknown) => Promise<ServerFrame>;

class Entry implements Subscription {
  readonly channel: string;
  readonly ready: Promise<SubscribeOutcome>;
  readonly cancel: () => void;
  position: Position | undefined;
  resolve!: (outcome: SubscribeOutcome) => void;
  reject!: (error: RequestError) => void;

  constructor(channel: string, cancel: (entry: Entry) => void) {
    this.channel = channel;
    this.cancel = () => cancel(this);
    this.ready = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Who does not look at the outcome must not get an "unhandled rejection" for it.
    this.ready.catch(() => undefined);
  }
}

/** The channels that the application asked for, and how far each was read. */
export class Subscriptions {
  readonly #entries = new Map<string, Entry>();
  readonly #request: Request;
  readonly #lost: (channel: string, reason: string) => void;
  #connected = false;

  /** `lost` is told about channels with events that were missed and can't be replayed. */
  constructor(request: Request, lost: (channel: string, reason: string) => void) {
    this.#request = request;
    this.#lost = lost;
  }

  /** Asking for a channel again gives the same subscription. */
  subscribe(channel: string): Subscription {
    const existing = this.#entries.get(channel);
    if (existing !== undefined) {
      return existing;
    }
    const entry = new Entry(channel, (cancelled) => this.#cancel(cancelled));
    this.#entries.set(channel, entry);
    if (this.#connected) {
      void this.#send(entry);
    }
    return entry;
  }

  /** A connection is up: everything wanted is asked for again, from where it was read to. */
  connected(): void {
    this.#connected = true;
    for (const entry of this.#entries.values()) {
      void this.#send(entry);
    }
  }

  disconnected(): void {
    this.#connected = false;
  }

  /** Remembers how far a channel was read. */
  seen(frame: ServerFrame): void {
    const entry = frame.channel === undefined ? undefined : this.#entries.get(frame.channel);
    if (entry !== undefined && frame.position !== undefined) {
      entry.position = frame.position;
    }
  }

  async #send(entry: Entry): Promise<void> {
    const since = entry.position;
    try {
      const answer = await this.#request('SUBSCRIBE', { channel: entry.channel, ...(since && { since }) });
      // An ACK is a position only where nothing is replayed after it.
      entry.position ??= answer.position;
      const outcome = answer.data as SubscribeOutcome;
      entry.resolve(outcome);
      if (outcome.recovered === false) {
        entry.position = answer.position;
        this.#lost(entry.channel, outcome.reason ?? 'not-recovered');
      }
    } catch (error) {
      this.#refused(entry, error as RequestError);
    }
  }

  #refused(entry: Entry, error: RequestError): void {
    if (this.#entries.get(entry.channel) !== entry) {
      return;
    }
    if (!error.retryable) {
      this.#entries.delete(entry.channel);
      entry.reject(error);
    } else if (this.#connected) {
      setTimeout(() => {
        if (this.#connected && this.#entries.get(entry.channel) === entry) {
          void this.#send(entry);
        }
      }, error.retryAfterMs ?? 1_000);
    }
  }

  #cancel(entry: Entry): void {
    if (this.#entries.get(entry.channel) !== entry) {
      return;
    }
    this.#entries.delete(entry.channel);
    if (this.#connected) {
      // When the connection breaks before the answer, there is nothing left to unsubscribe from.
      this.#request('UNSUBSCRIBE', { channel: entry.channel }).catch(() => undefined);
    }
  }
}
