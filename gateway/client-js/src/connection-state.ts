import type { ConnectedData } from './frame.ts';
import type { TransportKind } from './transport.ts';

/** What the connection is doing. `waiting` and `connecting` lead to `connected` by themselves; `closed` is final. */
export type ConnectionState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'connected'; readonly session: ConnectedData; readonly transport: TransportKind }
  | {
      readonly kind: 'waiting';
      /** The attempt that comes next. */
      readonly attempt: number;
      readonly delayMs: number;
      /** When the next attempt begins, in milliseconds since 1970. */
      readonly until: number;
      readonly code: number;
      readonly reason: string;
    }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string };
