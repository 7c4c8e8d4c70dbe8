import { ProblemError, type RestClient } from '@tidings/client';
import { Store } from '../app/store';

/**
 * How it stands with messages to this browser: it can't, the server can't, the user has forbidden it, it is off, on, or
 * just being changed.
 */
export type PushStanding = 'unknown' | 'unsupported' | 'unavailable' | 'denied' | 'off' | 'on' | 'working';

interface State {
  readonly standing: PushStanding;
  readonly failure: unknown;
}

const WORKER = '/push-worker.js';
const SUBSCRIPTIONS = '/api/notifications/push/subscriptions';
const NOT_FOUND = 404;

/** Whether this browser shows notifications also while no page is open. */
export class PushStore extends Store<State> {
  readonly #rest: RestClient;
  readonly #toldToGo: (event: MessageEvent) => void;

  constructor(rest: RestClient) {
    super({ standing: 'unknown', failure: undefined });
    this.#rest = rest;
    this.#toldToGo = ({ data }) => {
      if (data?.kind === 'go' && typeof data.hash === 'string') {
        location.hash = data.hash;
      }
    };
    navigator.serviceWorker?.addEventListener('message', this.#toldToGo);
  }

  /** Follows clicks on notifications no more. */
  close(): void {
    navigator.serviceWorker?.removeEventListener('message', this.#toldToGo);
  }

  /** Finds out how it stands, and tells the server again what the browser has: it may have changed since. */
  async look(): Promise<void> {
    if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) {
      this.update({ standing: 'unsupported' });
      return;
    }
    try {
      const registration = await navigator.serviceWorker.getRegistration(WORKER);
      const subscription = await registration?.pushManager.getSubscription();
      if (subscription && Notification.permission === 'granted') {
        await this.#rest.put(SUBSCRIPTIONS, subscription.toJSON());
      }
      this.update({ standing: standingOf(subscription ?? undefined), failure: undefined });
    } catch (failure) {
      this.update({ standing: 'off', failure });
    }
  }

  /** Asks the user, then the browser's push service, then the server. */
  async turnOn(): Promise<void> {
    this.update({ standing: 'working', failure: undefined });
    try {
      const { publicKey } = await this.#rest.get<{ publicKey: string }>('/api/notifications/push/key');
      if ((await Notification.requestPermission()) !== 'granted') {
        this.update({ standing: Notification.permission === 'denied' ? 'denied' : 'off' });
        return;
      }
      await navigator.serviceWorker.register(WORKER);
      const { pushManager } = await navigator.serviceWorker.ready;
      const former = await pushManager.getSubscription();
      const subscription =
        former ?? (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey }));
      await this.#rest.put(SUBSCRIPTIONS, subscription.toJSON());
      this.update({ standing: 'on' });
    } catch (failure) {
      const unavailable = failure instanceof ProblemError && failure.problem.status === NOT_FOUND;
      this.update(unavailable ? { standing: 'unavailable' } : { standing: 'off', failure });
    }
  }

  /** Takes this browser back, from the server first: what it sends after that would be of no use. */
  async turnOff(): Promise<void> {
    this.update({ standing: 'working', failure: undefined });
    try {
      await this.leave();
      this.update({ standing: standingOf(undefined) });
    } catch (failure) {
      this.update({ standing: 'on', failure });
    }
  }

  /** The next user of this browser gets nothing that is not theirs. */
  async leave(): Promise<void> {
    const registration = await navigator.serviceWorker?.getRegistration(WORKER);
    const subscription = await registration?.pushManager.getSubscription();
    if (subscription) {
      await this.#rest.delete(`${SUBSCRIPTIONS}?endpoint=${encodeURIComponent(subscription.endpoint)}`);
      await subscription.unsubscribe();
    }
  }
}

function standingOf(subscription: PushSubscription | undefined): PushStanding {
  if (Notification.permission === 'denied') {
    return 'denied';
  }
  return subscription !== undefined && Notification.permission === 'granted' ? 'on' : 'off';
}
