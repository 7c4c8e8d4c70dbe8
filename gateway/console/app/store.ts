import type { Unsubscribe } from '@tidings/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** State that several components show. It is replaced, never changed in place. */
export abstract class Store<State extends object> {
  readonly #listeners = new Set<() => void>();
  #state: State;

  constructor(initial: State) {
    this.#state = initial;
  }

  get state(): State {
    return this.#state;
  }

  subscribe(listener: () => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  protected update(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}

/** Renders a component anew whenever the store that it was given changes; follows it when it is given another. */
export class Observe implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #store: () => Store<object> | undefined;
  #observed: Store<object> | undefined;
  #unsubscribe: Unsubscribe | undefined;

  constructor(host: ReactiveControllerHost, store: () => Store<object> | undefined) {
    this.#host = host;
    this.#store = store;
    host.addController(this);
  }

  hostUpdate(): void {
    const store = this.#store();
    if (store !== this.#observed) {
      this.hostDisconnected();
      this.#observed = store;
      this.#unsubscribe = store?.subscribe(() => this.#host.requestUpdate());
    }
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#observed = undefined;
  }
}
