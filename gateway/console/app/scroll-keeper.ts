import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How far from its end a list still counts as read to the end, in pixels. */
const NEAR_END = 48;

interface Anchor {
  readonly row: Element;
  /** How far below the top of what is shown it stands. */
  readonly top: number;
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
  #anchor: Anchor | undefined;
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
    this.#anchor = { row, top: this.#topOf(row) };
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
    } else if (this.#anchor?.row.isConnected) {
      this.#scroller.scrollTop += this.#topOf(this.#anchor.row) - this.#anchor.top;
    }
    this.#settled();
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    const row = this.#topmostVisible();
    this.#anchor = row && { row, top: this.#topOf(row) };
    this.#settled();
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
