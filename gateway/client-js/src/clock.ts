/** Ends a wait that has not ended yet. Calling it again does nothing. */
export type Cancel = () => void;

/** Time as the client sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Does something once, after at least so many milliseconds. */
  after(delayMs: number, action: () => void): Cancel;
}

/** The longest wait of a browser's timer; a longer one would end at once. */
const LONGEST_MS = 2 ** 31 - 1;

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  after: (delayMs, action) => {
    const timer = setTimeout(action, Math.min(delayMs, LONGEST_MS));
    return () => clearTimeout(timer);
  },
};
