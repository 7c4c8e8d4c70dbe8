import { html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { controls } from '../theme/controls';
import { menus } from '../theme/menus';
import { openBeside } from './beside';

export interface MenuEntry {
  readonly label: string;
  readonly run: () => unknown;
  /** Whether it takes something away. */
  readonly isGrave?: boolean;
}

/** A menu of actions that opens beside what it belongs to. The arrow keys choose, Escape leaves. */
@customElement('action-menu')
export class ActionMenu extends LitElement {
  static override styles = [controls, menus];

  @property() label = '';
  @state() private entries: readonly MenuEntry[] = [];
  @query('.menu') private panel!: HTMLElement;

  async open(entries: readonly MenuEntry[], owner: Element): Promise<void> {
    this.entries = entries;
    await this.updateComplete;
    openBeside(this.panel, owner);
    this.buttons[0]?.focus();
  }

  override render() {
    return html`<div class="menu" popover role="menu" aria-label=${this.label} @keydown=${this.move}>
      ${this.entries.map(
        ({ label, run, isGrave }) =>
          html`<button
            type="button"
            role="menuitem"
            tabindex="-1"
            class=${isGrave ? 'grave' : ''}
            @click=${() => {
              this.panel.hidePopover();
              run();
            }}
          >
            ${label}
          </button>`,
      )}
    </div>`;
  }

  private get buttons(): readonly HTMLElement[] {
    return [...this.panel.querySelectorAll('button')];
  }

  private move(event: KeyboardEvent): void {
    const { buttons } = this;
    const at = buttons.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const next = {
      ArrowDown: (at + 1) % buttons.length,
      ArrowUp: (at + buttons.length - 1) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      buttons[next]?.focus();
    }
  }
}
