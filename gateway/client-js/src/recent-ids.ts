/** The last ids that were seen, in bounded memory. */
export class RecentIds {
  readonly #capacity: number;
  readonly #ids = new Set<string>();

  constructor(capacity = 4_096) {
    this.#capacity = capacity;
  }

  /** Whether the id is new; remembers it and forgets the oldest. */
  add(id: string): boolean {
    if (this.#ids.has(id)) {
      return false;
    }
    this.#ids.add(id);
    if (this.#ids.size > this.#capacity) {
      // A set keeps the order of insertion.
      this.#ids.delete(this.#ids.values().next().value as string);
    }
    return true;
  }
}
