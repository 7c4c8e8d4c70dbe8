import type { PresenceStore } from './presence-store';

/** Asked for by whatever shows people, wherever it is on the page; whoever has the store answers. */
export class PresenceRequest extends Event {
  static readonly type = 'presence-request';
  readonly take: (presence: PresenceStore) => void;

  constructor(take: (presence: PresenceStore) => void) {
    super(PresenceRequest.type, { bubbles: true, composed: true });
    this.take = take;
  }
}
