import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { openBeside } from '../../app/beside';
import { Route } from '../../app/route';
import { controls } from '../../theme/controls';
import type { Conversation } from '../conversation';
import { isManager, type Message, type Room } from '../model';

/** What there is to know of a message besides what is shown. */
export type Detail = 'readers' | 'edits' | 'reactors';

interface Entry {
  readonly label: string;
  readonly run: () => unknown;
  readonly isGrave?: boolean;
}

/** What else can be done with a message. Fires `show-detail` for what needs more room, and `erase`. */
@customElement('message-menu')
export class MessageMenu extends LitElement {
  static override styles = [
    controls,
    css`
      .panel {
        padding: 0.35rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--raised);
        color: var(--ink);
        box-shadow: var(--shadow);
        min-inline-size: 11rem;
      }

      button {
        display: block;
        inline-size: 100%;
        padding: 0.4rem 0.7rem;
        font-size: var(--text-s);
      }

      button:hover,
      button:focus-visible {
        background: var(--hover);
      }

      .grave {
        color: var(--alert);
      }
    `,
  ];

  @property({ attribute: false }) conversation!: Conversation;
  @property({ attribute: false }) room!: Room;
  @property({ type: Boolean }) mayErase = false;
  @state() private message: Message | undefined;
  @query('.panel') private panel!: HTMLElement;

  async open(message: Message, owner: Element): Promise<void> {
    this.message = message;
    await this.updateComplete;
    openBeside(this.panel, owner);
    this.entries[0]?.focus();
  }

  override render() {
    return html`<div class="panel" popover role="menu" aria-label="Message" @keydown=${this.move}>
      ${this.message === undefined
        ? []
        : this.entriesFor(this.message).map(
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

  private entriesFor(message: Message): readonly Entry[] {
    const { conversation } = this;
    const isOwn = message.userId === conversation.self.id;
    const entries: (Entry | false)[] = [
      message.pinnedAt
        ? { label: 'Unpin', run: () => conversation.setPinned(message, false) }
        : { label: 'Pin', run: () => conversation.setPinned(message, true) },
      { label: 'Copy text', run: () => this.copy(message.message) },
      { label: 'Copy link', run: () => this.copy(new URL(Route.toMessage(message.roomId, message.id), location.href).href) },
      { label: 'Seen by…', run: () => this.show('readers', message) },
      message.reactions.length > 0 && { label: 'Reactions…', run: () => this.show('reactors', message) },
      Boolean(message.editedAt) && { label: 'Earlier versions…', run: () => this.show('edits', message) },
      (isOwn || (this.room.kind !== 'direct' && isManager(this.room.role))) && {
        label: 'Delete',
        run: () => conversation.deletions.remove(message),
        isGrave: true,
      },
      this.mayErase && { label: 'Erase for good…', run: () => this.erase(message), isGrave: true },
    ];
    return entries.filter((entry) => entry !== false);
  }

  private async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
    } catch (error) {
      this.conversation.notices.failed('It could not be copied', error);
    }
  }

  private show(detail: Detail, message: Message): void {
    this.dispatchEvent(new CustomEvent('show-detail', { detail: { detail, message } }));
  }

  private erase(message: Message): void {
    this.dispatchEvent(new CustomEvent('erase', { detail: message }));
  }

  private get entries(): readonly HTMLElement[] {
    return [...this.panel.querySelectorAll('button')];
  }

  private move(event: KeyboardEvent): void {
    const { entries } = this;
    const at = entries.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const next = {
      ArrowDown: (at + 1) % entries.length,
      ArrowUp: (at + entries.length - 1) % entries.length,
      Home: 0,
      End: entries.length - 1,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      entries[next]?.focus();
    }
  }
}
