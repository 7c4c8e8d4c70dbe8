import type { TidingsClient } from '@tidings/client';
import { displayName, type Person } from '../../app/person';
import { Store } from '../../app/store';

interface TypingEvent {
  readonly roomId: string;
  readonly users: readonly Person[];
  readonly count: number;
  readonly text: string;
  readonly expiresInMs: number;
}

/** The server forgets who types after two seconds. */
const REPEAT_MS = 1_500;

/** Who types in a room, and saying that the user does. */
export class TypingStore extends Store<{ readonly text: string }> {
  readonly #roomId: string;
  readonly #userId: string;
  readonly #client: TidingsClient;
  #expiry: ReturnType<typeof setTimeout> | undefined;
  #lastSaid = -Infinity;

  constructor(roomId: string, client: TidingsClient, userId: string) {
    super({ text: '' });
    this.#roomId = roomId;
    this.#userId = userId;
    this.#client = client;
    client.on<TypingEvent>('TYPING', (event) => {
      if (event.roomId === roomId) {
        this.#show(event);
      }
    });
  }

  /** The user has changed what they write. */
  wrote(text: string): void {
    if (text.trim() === '') {
      this.stopped();
    } else if (performance.now() - this.#lastSaid >= REPEAT_MS) {
      this.#lastSaid = performance.now();
      this.#client.typing(this.#roomId, true);
    }
  }

  /** The user has sent what they wrote, or left it. */
  stopped(): void {
    if (this.#lastSaid !== -Infinity) {
      this.#lastSaid = -Infinity;
      this.#client.typing(this.#roomId, false);
    }
  }

  #show(event: TypingEvent): void {
    clearTimeout(this.#expiry);
    this.update({ text: textFor(event, this.#userId) });
    this.#expiry = setTimeout(() => this.update({ text: '' }), event.expiresInMs);
  }
}

/** The server's words are the same for everybody; to somebody who types themselves, the others are told. */
function textFor({ users, count, text }: TypingEvent, userId: string): string {
  if (!users.some((user) => user.id === userId)) {
    return text;
  }
  const others = users.filter((user) => user.id !== userId).map((user) => displayName(user).split(' ')[0]);
  switch (count - 1) {
    case 0:
      return '';
    case 1:
      return `${others[0]} is typing…`;
    case 2:
      return `${others.join(' and ')} are typing…`;
    default:
      return `${count - 1} people are typing…`;
  }
}
