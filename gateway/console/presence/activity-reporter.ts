import type { TidingsClient } from '@tidings/client';

const IDLE_MS = 5 * 60_000;
/** Who goes on says so again after this time. */
const AGAIN_MS = 60_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Tells which page the user looks at, and when they have stopped using it. */
export class ActivityReporter {
  readonly #client: TidingsClient;
  #page: string | undefined;
  #toldAt = 0;
  #isIdle = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #used = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#idle(), IDLE_MS);
    if (this.#isIdle || Date.now() - this.#toldAt > AGAIN_MS) {
      this.#tell();
    }
  };

  constructor(client: TidingsClient) {
    this.#client = client;
    client.onState((state) => {
      if (state.kind === 'connected') {
        // The new connection is a device of which nothing is known yet.
        if (this.#isIdle) {
          this.#idle();
        } else {
          this.#tell();
        }
      }
    });
  }

  start(): void {
    SIGNS.forEach((sign) => addEventListener(sign, this.#used, { passive: true }));
    this.#used();
  }

  stop(): void {
    SIGNS.forEach((sign) => removeEventListener(sign, this.#used));
    clearTimeout(this.#timer);
  }

  /** The user has gone to a page. */
  at(page: string): void {
    if (page !== this.#page) {
      this.#page = page;
      this.#tell();
    }
  }

  #tell(): void {
    if (this.#page !== undefined && this.#client.state.kind === 'connected') {
      this.#isIdle = false;
      this.#toldAt = Date.now();
      this.#client.navigated(this.#page);
    }
  }

  #idle(): void {
    this.#isIdle = true;
    if (this.#client.state.kind === 'connected') {
      this.#client.activity({ type: 'idle' });
    }
  }
}
