/** One event of a stream, as of the HTML standard's "server-sent events". */
export interface StreamEvent {
  readonly type: string;
  readonly data: string;
}

/**
 * Reads the text of an event stream, in pieces of any size.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export class EventStreamReader {
  #rest = '';
  #data: string[] = [];
  #type = '';
  #lastEventId = '';
  #begun = false;

  /** The last id that the stream has named; it is what a client goes on from. */
  get lastEventId(): string {
    return this.#lastEventId;
  }

  /** The events that a piece completes. */
  read(piece: string): readonly StreamEvent[] {
    let text = this.#rest + piece;
    if (!this.#begun && text.length > 0) {
      this.#begun = true;
      text = text.replace(/^\uFEFF/, '');
    }
    const events: StreamEvent[] = [];
    // A carriage return at the end may be half of a line's end.
    const ends = /\r\n|\n|\r(?!$)/g;
    let from = 0;
    for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
      this.#line(text.slice(from, end.index), events);
      from = ends.lastIndex;
    }
    this.#rest = text.slice(from);
    return events;
  }

  #line(line: string, events: StreamEvent[]): void {
    if (line === '') {
      if (this.#data.length > 0) {
        events.push({ type: this.#type === '' ? 'message' : this.#type, data: this.#data.join('\n') });
      }
      this.#data = [];
      this.#type = '';
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') {
      this.#data.push(value);
    } else if (field === 'event') {
      this.#type = value;
    } else if (field === 'id' && !value.includes('\0')) {
      this.#lastEventId = value;
    }
  }
}
