export interface BackoffOptions {
  /** Upper bound of the first delay, in milliseconds. */
  readonly baseMs?: number;
  /** Upper bound of every delay, in milliseconds. */
  readonly capMs?: number;
  /** Source of numbers in [0, 1). */
  readonly random?: () => number;
}

/**
 * Delays between connection attempts: exponential with full jitter, so that clients which lost their connection
 * together do not come back together (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 */
export class Backoff {
  readonly #baseMs: number;
  readonly #capMs: number;
  readonly #random: () => number;
  #attempts = 0;

  constructor({ baseMs = 500, capMs = 10_000, random = Math.random }: BackoffOptions = {}) {
    this.#baseMs = baseMs;
    this.#capMs = capMs;
    this.#random = random;
  }

  /** How many delays were handed out since the last success. */
  get attempts(): number {
    return this.#attempts;
  }

  /** The next delay in milliseconds: evenly spread between nothing and a bound that doubles each time. */
  next(): number {
    const bound = Math.min(this.#capMs, this.#baseMs * 2 ** this.#attempts);
    this.#attempts += 1;
    return Math.round(this.#random() * bound);
  }

  /** A delay that the gateway asked for, never shorter, and spread over the first bound. It is no failure. */
  atLeast(delayMs: number): number {
    return Math.round(delayMs + this.#random() * this.#baseMs);
  }

  /** To be called after a success: the next failure starts from the shortest delay again. */
  reset(): void {
    this.#attempts = 0;
  }
}
