/** The most people that a connection may follow. */
const MOST = 200;

/** Whom somebody has asked for: the last of them. */
export class Wanted {
  readonly #users = new Map<string, true>();

  get users(): readonly string[] {
    return [...this.#users.keys()];
  }

  /** Whether the user was not among them. Whoever was asked for longest ago makes room. */
  add(userId: string): boolean {
    const isNew = !this.#users.delete(userId);
    this.#users.set(userId, true);
    if (this.#users.size > MOST) {
      this.#users.delete(this.#users.keys().next().value!);
    }
    return isNew;
  }
}
