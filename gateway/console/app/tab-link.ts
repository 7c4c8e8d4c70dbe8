/** What one tab of a user tells the user's other tabs in the same browser, because no event of the server does. */
export class TabLink<T> {
  readonly #channel: BroadcastChannel;

  /** Tabs that give the same name hear each other. */
  constructor(name: string) {
    this.#channel = new BroadcastChannel(name);
  }

  tell(message: T): void {
    this.#channel.postMessage(message);
  }

  onMessage(listener: (message: T) => void): void {
    this.#channel.addEventListener('message', (event: MessageEvent<T>) => listener(event.data));
  }

  close(): void {
    this.#channel.close();
  }
}
