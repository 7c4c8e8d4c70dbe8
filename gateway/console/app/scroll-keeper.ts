import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How far from its end a list still counts as read to the end, in pixels. */
const NEAR_END = 48;

/** Where the reader was when the layout was last known. */
interface Place {
  /** The topmost row that could be seen, and how far below the scroller's top it stood. */
  readonly row: Element | undefined;
  readonly rowTop: number;
  readonly scrollTop: number;
  /** Of all of the content, and of the part that can be seen. */
  readonly height: number;
  readonly shown: number;
}

/**
 * Keeps the place in a scrolling list while rows come, go and change their height. At the end it stays at the end;
 * elsewhere the topmost visible row stays where it is. Works after layout and before painting, so nothing is seen to
 * jump, and also where browsers don't anchor by themselves.
 */
export class ScrollKeeper implements ReactiveController {
  readonly #scroller: HTMLElement & ReactiveControllerHost;
  readonly #content: () => Element | null | undefined;
  readonly #rows: () => ArrayLike<Element>;
  readonly #settled: () => void;
  readonly #sizes = new ResizeObserver(() => this.#keep());
  #observed: Element | undefined;
  #place: Place | undefined;
  #atEnd = true;

  /**
   * @param content what grows, a child of the host, which scrolls
   * @param rows in their order
   * @param settled called when the reader has scrolled, or the layout has changed
   */
  constructor(
    scroller: HTMLElement & ReactiveControllerHost,
    content: () => Element | null | undefined,
    rows: () => ArrayLike<Element>,
    settled: () => void,
  ) {
    this.#scroller = scroller;
    this.#content = content;
    this.#rows = rows;
    this.#settled = settled;
    scroller.addController(this);
    scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
  }

  get atEnd(): boolean {
    return this.#atEnd;
  }

  /** Goes to the end, and stays there. */
  toEnd(): void {
    this.#atEnd = true;
    this.#keep();
  }

  /** Brings a row into the middle, and keeps it where it is. */
  toRow(row: Element): void {
    this.#atEnd = false;
    row.scrollIntoView({ block: 'center' });
    this.#note();
  }

  hostConnected(): void {
    this.#sizes.observe(this.#scroller);
  }

  hostUpdated(): void {
    const content = this.#content() ?? undefined;
    if (content !== this.#observed) {
      if (this.#observed !== undefined) {
        this.#sizes.unobserve(this.#observed);
      }
      this.#observed = content;
      if (content !== undefined) {
        this.#sizes.observe(content);
      }
    }
  }

  hostDisconnected(): void {
    this.#sizes.disconnect();
    this.#observed = undefined;
  }

  #keep(): void {
    if (this.#atEnd) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
    } else {
      this.#undoShift();
    }
    this.#note();
    this.#settled();
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    const place = this.#place;
    if (place !== undefined && (place.height !== scrollHeight || place.shown !== clientHeight)) {
      // The layout has changed in the same frame, and the observer doesn't know yet.
      if (this.#atEnd && scrollTop >= place.scrollTop - 1) {
        this.#keep();
        return;
      }
      this.#undoShift();
    }
    this.#note();
    this.#atEnd = this.#scroller.scrollHeight - this.#scroller.scrollTop - this.#scroller.clientHeight < NEAR_END;
    this.#settled();
  }

  /** Scrolls by as much as the content has moved, which is not how far the reader has scrolled meanwhile. */
  #undoShift(): void {
    const place = this.#place;
    if (place?.row?.isConnected) {
      const scrolled = this.#scroller.scrollTop - place.scrollTop;
      this.#scroller.scrollTop += this.#topOf(place.row) - place.rowTop + scrolled;
    }
  }

  #note(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const row = this.#topmostVisible();
    const rowTop = row === undefined ? 0 : this.#topOf(row);
    this.#place = { row, rowTop, scrollTop, height: scrollHeight, shown: clientHeight };
  }

  /** By halving, since there may be hundreds of rows and many scroll events. */
  #topmostVisible(): Element | undefined {
    const rows = this.#rows();
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle].getBoundingClientRect().bottom <= this.#scroller.getBoundingClientRect().top) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return rows[low];
  }

  #topOf(row: Element): number {
    return row.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top;
  }
}
