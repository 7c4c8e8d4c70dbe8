import type { Backoff } from './backoff.ts';
import type { Clock } from './clock.ts';
import type { ConnectedData, Position, ResyncData, ServerFrame, SubscribeOutcome } from './frame.ts';
import { RecentIds } from './recent-ids.ts';
import type { RequestError } from './requests.ts';

/** The wish to get a channel's events. It outlives connections until it is cancelled or refused for good. */
export interface Subscription {
  readonly channel: string;
  /** Settled by the gateway's first definite answer; rejected with a {@link RequestError} when it refuses for good. */
  readonly ready: Promise<SubscribeOutcome>;
  cancel(): void;
}

/** What became of the channels after a reconnect. */
export interface Resumption {
  /** How many channels were asked for. */
  readonly channels: number;
  /** How many missed events were given. */
  readonly replayed: number;
  /** How many channels have a gap, of which the refresh listeners were told one by one. */
  readonly lost: number;
}

/** Sends `SUBSCRIBE` or `UNSUBSCRIBE`; one of the functions is called before any later frame is looked at. */
export type ChannelRequest = (
  type: 'SUBSCRIBE' | 'UNSUBSCRIBE',
  data: { readonly channel: string; readonly since?: Position },
  answered: (answer: ServerFrame) => void,
  failed: (error: RequestError) => void,
) => void;

export interface ChannelsListener {
  /** State of the channel is to be loaded. */
  refresh(channel: string, reason: string, reload: string | undefined): void;
  resumed(resumption: Resumption): void;
  /** An event that came early has its turn. */
  event(frame: ServerFrame): void;
}

/** How many channels are asked for at a time: fewer than the gateway lets wait. */
const WINDOW = 32;

/** What a channel is on the present connection. */
type Stage = 'absent' | 'asking' | 'live';

class Entry implements Subscription {
  readonly channel: string;
  readonly ready: Promise<SubscribeOutcome>;
  readonly cancel: () => void;
  /** Whether the application asked for it. */
  wanted = false;
  stage: Stage = 'absent';
  position: Position | undefined;
  /** Where to go on from, frozen while the answer is awaited. */
  since: Position | undefined;
  /** Events that came before those that were missed. */
  early: ServerFrame[] = [];
  /** How many missed events are still to come before the early ones. */
  missing = 0;
  /** Whether the application has state that the channel's events keep true. */
  known = false;
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

/**
 * All channels of this client, those that the application asked for and those that the gateway subscribes by itself,
 * and how far each was read. After a reconnect each is asked for from where it was read to.
 */
export class Channels {
  readonly #entries = new Map<string, Entry>();
  readonly #seen = new RecentIds();
  readonly #request: ChannelRequest;
  readonly #listener: ChannelsListener;
  readonly #clock: Clock;
  readonly #backoff: () => Backoff;
  readonly #queue: Entry[] = [];
  #connected = false;
  #asking = 0;
  #generation = 0;
  #resumption: { channels: number; replayed: number; lost: number } | undefined;

  constructor(request: ChannelRequest, listener: ChannelsListener, clock: Clock, backoff: () => Backoff) {
    this.#request = request;
    this.#listener = listener;
    this.#clock = clock;
    this.#backoff = backoff;
  }

  /** Whether there is anything to go on from. */
  get hasPositions(): boolean {
    return [...this.#entries.values()].some((entry) => entry.position !== undefined);
  }

  /** The channels that the application asked for. */
  get wanted(): readonly string[] {
    return [...this.#entries.values()].filter((entry) => entry.wanted).map((entry) => entry.channel);
  }

  /** Asking for a channel again gives the same subscription. `since` is where the application's state stands. */
  subscribe(channel: string, since?: Position): Subscription {
    const existing = this.#entries.get(channel);
    if (existing?.wanted) {
      return existing;
    }
    const entry = existing ?? this.#entry(channel);
    entry.wanted = true;
    if (entry.stage === 'live') {
      entry.resolve({ recovered: true, replayed: 0 });
      return entry;
    }
    this.resumeFrom(channel, since);
    if (this.#connected && entry.stage === 'absent') {
      this.#ask(entry);
    }
    return entry;
  }

  /** The application's state of the channel is of this position. What was already read of the channel is not undone. */
  resumeFrom(channel: string, position: Position | undefined): void {
    const entry = this.#entries.get(channel) ?? (position && this.#entry(channel));
    if (entry !== undefined && position !== undefined && entry.position === undefined) {
      entry.position = position;
      entry.known = true;
    }
  }

  /**
   * A connection is up. With `resuming`, the gateway waits with the events of its own channels until they are asked for.
   */
  connected(session: ConnectedData, resuming: boolean): void {
    this.#connected = true;
    this.#resumption = resuming ? { channels: 0, replayed: 0, lost: 0 } : undefined;
    for (const { channel, position } of session.channels) {
      const entry = this.#entries.get(channel) ?? this.#entry(channel);
      entry.position ??= position;
      if (!resuming) {
        entry.stage = 'live';
        entry.known = true;
        entry.resolve({ recovered: true, replayed: 0 });
      }
    }
    for (const entry of [...this.#entries.values()]) {
      if (entry.stage === 'absent') {
        this.#ask(entry);
      }
    }
    this.#settled();
  }

  /**
   * A connection is up on which the gateway itself goes on from where the last one ended, and says so by `ACK`s.
   * With `fresh`, there was none, and all state is loaded now.
   */
  streaming(session: ConnectedData, fresh: boolean): void {
    this.#connected = true;
    for (const { channel, position } of session.channels) {
      const entry = this.#entries.get(channel) ?? this.#entry(channel);
      entry.position ??= position;
      entry.known ||= fresh;
    }
    for (const entry of this.#entries.values()) {
      entry.stage = 'live';
    }
  }

  disconnected(): void {
    this.#connected = false;
    this.#generation += 1;
    this.#queue.length = 0;
    this.#asking = 0;
    this.#resumption = undefined;
    for (const entry of this.#entries.values()) {
      entry.stage = 'absent';
      // They come again: the position is from before them.
      entry.early = [];
      entry.missing = 0;
    }
  }

  /** Takes notice of a frame. Tells whether it is one for the application, and not a repetition. */
  received(frame: ServerFrame): boolean {
    const { channel } = frame;
    if (channel === undefined) {
      return true;
    }
    switch (frame.type) {
      case 'SUBSCRIBED':
        this.#subscribedByGateway(channel, frame.position);
        return true;
      case 'UNSUBSCRIBED':
        this.#entries.delete(channel);
        return true;
      case 'RESYNC': {
        const { reason, reload } = frame.data as ResyncData;
        const entry = this.#entries.get(channel);
        if (entry !== undefined && entry.stage === 'live') {
          // The rest of what was missed doesn't come.
          entry.missing = 0;
          this.#deliverEarly(entry);
        }
        this.#listener.refresh(channel, reason, reload);
        return true;
      }
      case 'ACK':
        // Nobody asked, so it is what became of a channel of a stream.
        this.#outcomeOfStream(channel, frame);
        return false;
      default:
        return this.#event(channel, frame);
    }
  }

  /** A stream can't have this channel. */
  refusedByStream(channel: string, error: RequestError): void {
    const entry = this.#entries.get(channel);
    if (entry !== undefined && !error.retryable) {
      this.#entries.delete(channel);
      entry.reject(error);
    }
  }

  #event(channel: string, frame: ServerFrame): boolean {
    const entry = this.#entries.get(channel);
    if (entry?.stage === 'asking') {
      // It is newer than what was missed, and does not come again on this connection.
      entry.early.push(frame);
      return false;
    }
    if (entry !== undefined && frame.position !== undefined) {
      entry.position = frame.position;
    }
    const isNew = this.#isNew(frame);
    if (entry !== undefined && entry.missing > 0) {
      entry.missing -= 1;
      if (entry.missing === 0 && entry.early.length > 0) {
        if (isNew) {
          this.#listener.event(frame);
        }
        this.#deliverEarly(entry);
        return false;
      }
    }
    return isNew;
  }

  #isNew(frame: ServerFrame): boolean {
    return frame.eventId === undefined || this.#seen.add(frame.eventId);
  }

  /** What was missed is there. Its last position is newer than theirs. */
  #deliverEarly(entry: Entry): void {
    const { early } = entry;
    entry.early = [];
    early.filter((frame) => this.#isNew(frame)).forEach((frame) => this.#listener.event(frame));
  }

  #subscribedByGateway(channel: string, position: Position | undefined): void {
    const entry = this.#entries.get(channel) ?? this.#entry(channel);
    if (entry.stage !== 'absent') {
      return;
    }
    if (entry.position !== undefined) {
      this.#ask(entry);
    } else {
      entry.position = position;
      entry.stage = 'live';
    }
  }

  #outcomeOfStream(channel: string, frame: ServerFrame): void {
    const entry = this.#entries.get(channel);
    if (entry !== undefined) {
      this.#outcome(entry, frame);
      entry.resolve(frame.data as SubscribeOutcome);
    }
  }

  #entry(channel: string): Entry {
    const entry = new Entry(channel, (cancelled) => this.#cancel(cancelled));
    this.#entries.set(channel, entry);
    return entry;
  }

  #ask(entry: Entry): void {
    entry.stage = 'asking';
    entry.since = entry.position;
    if (this.#resumption !== undefined) {
      this.#resumption.channels += 1;
    }
    this.#queue.push(entry);
    this.#pump();
  }

  #pump(): void {
    while (this.#asking < WINDOW && this.#queue.length > 0) {
      this.#send(this.#queue.shift() as Entry);
    }
  }

  #send(entry: Entry): void {
    const generation = this.#generation;
    const { channel, since } = entry;
    this.#asking += 1;
    const settle = (then: () => void) => {
      if (generation === this.#generation) {
        this.#asking -= 1;
        if (this.#entries.get(channel) === entry) {
          then();
        }
        this.#pump();
        this.#settled();
      }
    };
    this.#request(
      'SUBSCRIBE',
      { channel, ...(since && { since }) },
      (answer) => settle(() => this.#accepted(entry, answer)),
      (error) => settle(() => this.#refused(entry, error)),
    );
  }

  #accepted(entry: Entry, answer: ServerFrame): void {
    const outcome = answer.data as SubscribeOutcome;
    entry.stage = 'live';
    if (this.#resumption !== undefined) {
      this.#resumption.replayed += outcome.replayed ?? 0;
      this.#resumption.lost += outcome.recovered === false ? 1 : 0;
    }
    this.#outcome(entry, answer);
    entry.resolve(outcome);
    entry.missing = outcome.recovered === false ? 0 : (outcome.replayed ?? 0);
    if (entry.missing === 0) {
      this.#deliverEarly(entry);
    }
  }

  #outcome(entry: Entry, answer: ServerFrame): void {
    const { recovered, replayed = 0, reason, reload } = answer.data as SubscribeOutcome;
    // An answer's position is one only where nothing is replayed after it.
    if (recovered === false || replayed === 0) {
      entry.position = answer.position ?? entry.position;
    }
    if (recovered === false) {
      this.#listener.refresh(entry.channel, reason ?? 'not-recovered', reload);
    } else if (!entry.known) {
      // What was loaded before now may be older than the first event.
      this.#listener.refresh(entry.channel, 'subscribed', undefined);
    }
    entry.known = true;
  }

  #refused(entry: Entry, error: RequestError): void {
    if (error.retryable) {
      const generation = this.#generation;
      const delayMs = this.#backoff().atLeast(error.retryAfterMs ?? 1_000);
      this.#clock.after(delayMs, () => {
        if (generation === this.#generation && this.#entries.get(entry.channel) === entry) {
          this.#queue.push(entry);
          this.#pump();
        }
      });
      return;
    }
    this.#entries.delete(entry.channel);
    entry.reject(error);
    if (entry.known) {
      // It was there before the connection was lost: what the application shows of it is no longer true.
      this.#listener.refresh(entry.channel, error.code, undefined);
    }
  }

  /** Tells once when all channels are back. */
  #settled(): void {
    const resumption = this.#resumption;
    const waiting = [...this.#entries.values()].some((entry) => entry.stage === 'asking');
    if (resumption !== undefined && !waiting) {
      this.#resumption = undefined;
      this.#listener.resumed(resumption);
    }
  }

  #cancel(entry: Entry): void {
    if (this.#entries.get(entry.channel) !== entry) {
      return;
    }
    this.#entries.delete(entry.channel);
    if (this.#connected) {
      // When the connection breaks before the answer, there is nothing left to unsubscribe from.
      const nothing = () => undefined;
      this.#request('UNSUBSCRIBE', { channel: entry.channel }, nothing, nothing);
    }
  }
}
