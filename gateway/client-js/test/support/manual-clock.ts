import type { Cancel, Clock } from '../../src/clock.ts';

/** A clock that stands still until it is told to go on. */
export class ManualClock implements Clock {
  #now = Date.parse('2026-01-31T09:05:00.007Z');
  #timers: { readonly at: number; readonly action: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(delayMs: number, action: () => void): Cancel {
    const timer = { at: this.#now + delayMs, action };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((other) => other !== timer));
  }

  /** How long until the next timer ends; undefined if there is none. */
  get next(): number | undefined {
    return this.#timers.length === 0 ? undefined : Math.min(...this.#timers.map((timer) => timer.at)) - this.#now;
  }

  /** Lets time pass; what ends is done in order, and what it leads to is done before the next. */
  async advance(ms: number): Promise<void> {
    await settled();
    const until = this.#now + ms;
    for (;;) {
      const [due] = this.#timers.filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at);
      if (due === undefined) {
        break;
      }
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#now = Math.max(this.#now, due.at);
      due.action();
      await settled();
    }
    this.#now = until;
    await settled();
  }
}

/** Everything that waits for nothing but its turn has had it. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
