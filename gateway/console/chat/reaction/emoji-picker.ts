import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { openBeside } from '../../app/beside';
import { controls } from '../../theme/controls';
import { CHOICES, oneEmoji } from './emoji';

const COLUMNS = 8;

/** Chooses an emoji: one of the usual ones by a click or the arrow keys, any other one by typing it. */
@customElement('emoji-picker')
export class EmojiPicker extends LitElement {
  static override styles = [
    controls,
    css`
      .panel {
        padding: 0.6rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--raised);
        color: var(--ink);
        box-shadow: var(--shadow);
        inline-size: min(20.5rem, calc(100vw - 1rem));
      }

      .choices {
        display: grid;
        grid-template-columns: repeat(8, 1fr);
      }

      .choices button {
        aspect-ratio: 1;
        display: grid;
        place-items: center;
        font-size: 1.3rem;
        line-height: 1;
      }

      .choices button:hover,
      .choices button:focus-visible {
        background: var(--hover);
      }

      form {
        display: flex;
        gap: 0.5rem;
        margin-block-start: 0.5rem;
      }

      input {
        flex: 1;
        min-inline-size: 0;
      }

      .error {
        margin-block-start: 0.5rem;
      }
    `,
  ];

  @query('.panel') private panel!: HTMLElement;
  @query('.choices') private choices!: HTMLElement;
  @query('input') private field!: HTMLInputElement;
  @state() private refused = false;
  private picked: ((emoji: string) => void) | undefined;

  /** Calls back with what is chosen; never if the picker is left. */
  open(owner: Element, picked: (emoji: string) => void): void {
    this.picked = picked;
    this.refused = false;
    this.field.value = '';
    openBeside(this.panel, owner);
    this.button(0)?.focus();
  }

  override render() {
    return html`
      <div class="panel" popover role="dialog" aria-label="React">
        <div class="choices" role="group" aria-label="Usual reactions" @keydown=${this.move}>
          ${CHOICES.map(
            ([emoji, name]) =>
              html`<button type="button" aria-label=${name} title=${name} @click=${() => this.pick(emoji)}>${emoji}</button>`,
          )}
        </div>
        <form @submit=${this.submit}>
          <input aria-label="Any other emoji" placeholder="Any other emoji" autocomplete="off" maxlength="32" />
          <button class="button" type="submit">React</button>
        </form>
        ${this.refused ? html`<p class="error" role="alert">Type exactly one emoji.</p>` : nothing}
      </div>
    `;
  }

  private submit(event: Event): void {
    event.preventDefault();
    const emoji = oneEmoji(this.field.value);
    if (emoji === undefined) {
      this.refused = true;
    } else {
      this.pick(emoji);
    }
  }

  private pick(emoji: string): void {
    this.panel.hidePopover();
    this.picked?.(emoji);
  }

  private move(event: KeyboardEvent): void {
    const buttons = [...this.choices.children];
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const focused = this.shadowRoot?.activeElement;
      this.button(focused == null ? 0 : buttons.indexOf(focused) + step)?.focus();
    }
  }

  private button(index: number): HTMLElement | undefined {
    return this.choices.children[index] as HTMLElement | undefined;
  }
}
