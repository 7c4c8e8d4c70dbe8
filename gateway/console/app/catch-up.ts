/**
 * Keeps state true while it is being loaded. What was loaded is as old as the request; events that come in the meantime
 * are newer, so they are applied to the result once more. Applying an event twice must do no harm.
 */
export class CatchUp {
  #loads = 0;
  #meanwhile: (() => void)[] = [];

  event(apply: () => void): void {
    apply();
    if (this.#loads > 0) {
      this.#meanwhile.push(apply);
    }
  }

  async load<T>(request: () => Promise<T>, apply: (loaded: T) => void): Promise<void> {
    this.#loads += 1;
    try {
      apply(await request());
      this.#meanwhile.forEach((again) => again());
    } finally {
      this.#loads -= 1;
      if (this.#loads === 0) {
        this.#meanwhile = [];
      }
    }
  }
}
