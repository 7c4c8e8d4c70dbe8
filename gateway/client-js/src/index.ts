/**
 * The Tidings client: a connection to the gateway that heals itself, and its REST API.
 * It has no dependencies and needs nothing but a browser's `WebSocket` and `fetch`.
 */
export { Backoff, type BackoffOptions } from './backoff';
export { TidingsClient, type TidingsClientOptions, type RefreshReason } from './client';
export type { ConnectionState } from './connection-state';
export type { Unsubscribe } from './emitter';
export type { ConnectedData, DisconnectData, ErrorData, Position, ServerFrame } from './frame';
export { newClientId } from './identifier';
export { ProblemError, type FieldProblem, type Problem } from './problem';
export { RequestError } from './requests';
export { RestClient, type Page, type RestClientOptions } from './rest';
export type { Subscription, SubscribeOutcome } from './subscriptions';
