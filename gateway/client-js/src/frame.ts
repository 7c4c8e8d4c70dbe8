/** Where an event stands in its channel's log. A client hands it back whole; only the gateway interprets it. */
export interface Position {
  readonly epoch: string;
  readonly offset: number;
  readonly also?: readonly number[];
}

/** A frame to the gateway. One with an `id` is answered by exactly one `ACK` or `ERROR` with that id. */
export interface ClientFrame {
  readonly type: string;
  readonly id?: string;
  readonly data?: unknown;
}

/** A frame from the gateway: an event of a channel, or an answer. */
export interface ServerFrame<T = unknown> {
  readonly type: string;
  readonly id?: string;
  readonly channel?: string;
  readonly data: T;
  readonly position?: Position;
  readonly eventId?: string;
  /** Who published the event, if a client did. */
  readonly userId?: string;
  readonly timestamp?: string;
}

/** A channel that the gateway subscribed by itself, and where its events follow from. */
export interface ChannelPosition {
  readonly channel: string;
  readonly position?: Position;
}

/** Data of `CONNECTED`, the first frame of every authenticated connection. */
export interface ConnectedData {
  readonly sessionId: string;
  readonly userId: string;
  readonly workspace: string;
  readonly heartbeatMs: number;
  readonly channels: readonly ChannelPosition[];
  /** When the token ends; absent if the gateway doesn't say. */
  readonly tokenExpiresAt?: string;
}

/** What the gateway says about a subscription: whether every event since the position will be delivered. */
export interface SubscribeOutcome {
  readonly recovered: boolean;
  /** How many missed events follow. */
  readonly replayed?: number;
  /** Why events are missing. */
  readonly reason?: string;
  /** The REST path of the channel's fresh state. */
  readonly reload?: string;
}

/** Data of `RESYNC`: events of the channel were dropped for this connection. */
export interface ResyncData {
  readonly reason: string;
  readonly reload?: string;
}

/** Data of `ERROR`: the answer to a request that was refused. */
export interface ErrorData {
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
}

/** Data of `DISCONNECT`: the gateway is about to close this connection. */
export interface DisconnectData {
  readonly code: number;
  readonly reason: string;
  readonly reconnect: boolean;
  /** How long to wait before connecting again. */
  readonly afterMs?: number;
}

/** Reads a text message: one frame, or an array of frames when batching was asked for. */
export function parseFrames(text: string): readonly ServerFrame[] {
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? (parsed as ServerFrame[]) : [parsed as ServerFrame];
}
