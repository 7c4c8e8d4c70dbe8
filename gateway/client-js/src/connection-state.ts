import type { ConnectedData } from './frame';

/** What the connection is doing. `waiting` and `connecting` lead to `connected` by themselves; `closed` is final. */
export type ConnectionState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'connected'; readonly session: ConnectedData }
  | { readonly kind: 'waiting'; readonly attempt: number; readonly delayMs: number; readonly reason: string }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string };
