import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { controls } from '../../theme/controls';

/**
 * Draws a picture that has to be asked for with the user's token. It is drawn onto a canvas: the page's policy lets in
 * no pictures but its own, and what is drawn is pixels whatever the file was. Loaded when it comes near the screen;
 * its place is kept free before.
 */
@customElement('picture-view')
export class PictureView extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        max-inline-size: 100%;
        overflow: hidden;
        background: var(--sunken);
      }

      canvas {
        display: block;
        inline-size: 100%;
        block-size: 100%;
        object-fit: contain;
      }

      p {
        padding: 0.75rem;
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }
    `,
  ];

  @property() label = '';
  @property({ attribute: false }) load!: () => Promise<Blob>;
  /** Another picture has another key. */
  @property() key = '';
  /** The place that is kept for it, in pixels; less where there is less room. */
  @property({ attribute: false }) place!: { readonly width: number; readonly height: number };
  @state() private failed = false;
  @query('canvas') private canvas!: HTMLCanvasElement | null;
  private readonly nearness = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        this.nearness.disconnect();
        void this.draw();
      }
    },
    { rootMargin: '400px' },
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.nearness.disconnect();
  }

  override render() {
    return this.failed
      ? html`<p>The picture can’t be shown.</p>`
      : html`<canvas role="img" aria-label=${this.label} width="1" height="1"></canvas>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('place')) {
      // Not by an attribute, which the page's policy forbids.
      Object.assign(this.style, {
        inlineSize: `${this.place.width}px`,
        aspectRatio: `${this.place.width} / ${this.place.height}`,
      });
    }
    if (changed.has('key')) {
      this.failed = false;
      this.nearness.observe(this);
    }
  }

  private async draw(): Promise<void> {
    try {
      const bitmap = await createImageBitmap(await this.load());
      const { canvas } = this;
      if (canvas !== null) {
        canvas.width = bitmap.width;
        canvas.height = bitmap.height;
        canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      }
      bitmap.close();
    } catch {
      this.failed = true;
    }
  }
}
