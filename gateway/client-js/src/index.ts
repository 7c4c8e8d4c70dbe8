/**
 * The Tidings client: a connection to the gateway that heals itself, and its REST API.
 * It has no dependencies and needs nothing but a browser's `WebSocket` and `fetch`.
 */
export { Backoff, type BackoffOptions } from './backoff.ts';
export type { Resumption, Subscription } from './channels.ts';
export {
  TidingsClient,
  type Activity,
  type OutgoingChatMessage,
  type PresenceStatus,
  type RefreshReason,
  type TidingsClientOptions,
} from './client.ts';
export type { Cancel, Clock } from './clock.ts';
export { CloseCode } from './close-code.ts';
export type { ConnectionState } from './connection-state.ts';
export type { Unsubscribe } from './emitter.ts';
export type { Fetch } from './fetch.ts';
export type {
  ChannelPosition,
  ConnectedData,
  DisconnectData,
  ErrorData,
  Position,
  ResyncData,
  ServerFrame,
  SubscribeOutcome,
} from './frame.ts';
export { newClientId } from './identifier.ts';
export { ProblemError, type FieldProblem, type Problem } from './problem.ts';
export { RequestError } from './requests.ts';
export { RestClient, type Page, type RestClientOptions } from './rest.ts';
export type { TokenRequest, TokenSource } from './token.ts';
export type { TransportKind } from './transport.ts';
export type { Authentication, Socket, SocketFactory } from './web-socket-transport.ts';
