import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { explain } from '../../app/notices';
import '../../app/person-avatar';
import { displayName } from '../../app/person';
import { Route } from '../../app/route';
import { Observe } from '../../app/store';
import { fullTime, shortTime } from '../../app/time';
import { controls } from '../../theme/controls';
import { dialogs } from '../../theme/dialogs';
import { icon } from '../../theme/icons';
import type { SearchHit } from '../chat-api';
import { richText, richTextStyles } from '../message/rich-text';
import { authorOf, roomTitle, type Room } from '../model';
import type { RoomStore } from '../room-store';
import type { SearchStore } from './search-store';

/** Finds messages as one types. The arrow keys choose, Enter goes to the message in its room. */
@customElement('search-dialog')
export class SearchDialog extends LitElement {
  static override styles = [
    controls,
    dialogs,
    richTextStyles,
    css`
      dialog {
        inline-size: min(40rem, calc(100vw - 1.5rem));
        block-size: min(38rem, calc(100dvh - 5rem));
        margin-block-start: 4rem;
      }

      form {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        padding: 0.75rem 0.75rem 0.5rem 1.1rem;
        color: var(--ink-faint);
      }

      input[type='search'] {
        flex: 1;
        border: 0;
        background: none;
        font-size: var(--text-l);
        color: var(--ink);
        padding-inline: 0.25rem;
      }

      input[type='search']:focus-visible {
        outline: none;
      }

      input::-webkit-search-cancel-button {
        display: none;
      }

      .scope {
        display: flex;
        gap: 0.4rem;
        padding: 0 1.1rem 0.7rem;
        border-block-end: 1px solid var(--line);
      }

      .scope button {
        padding: 0.15rem 0.7rem;
        border: 1px solid var(--line-strong);
        border-radius: 1rem;
        font-size: var(--text-s);
        max-inline-size: 60%;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .scope button[aria-pressed='true'] {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--accent-ink);
        font-weight: 600;
      }

      .results {
        flex: 1;
        overflow-y: auto;
        padding: 0.5rem;
      }

      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        column-gap: 0.75rem;
        padding: 0.55rem 0.75rem;
        border-radius: var(--radius);
        cursor: pointer;
        --size: 2rem;
      }

      li[aria-selected='true'] {
        background: var(--hover);
      }

      .line {
        display: flex;
        justify-content: space-between;
        gap: 0.75rem;
        font-size: var(--text-s);
      }

      .name {
        font-weight: 600;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .room {
        font-weight: 400;
        color: var(--ink-faint);
      }

      time {
        flex: none;
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }

      .text {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }

      .text mark {
        background: var(--mention);
        color: var(--mention-ink);
      }

      .empty {
        padding: 2.5rem 1.5rem;
        text-align: center;
      }

      .foot {
        justify-content: center;
        padding: 0.6rem;
        font-size: var(--text-s);
      }

      .error {
        margin: 0.75rem;
      }
    `,
  ];

  @property({ attribute: false }) search!: SearchStore;
  @property({ attribute: false }) rooms!: RoomStore;
  /** The room that is open. */
  @property({ attribute: false }) room: Room | undefined;
  @state() private chosen = 0;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('input') private field!: HTMLInputElement;

  constructor() {
    super();
    new Observe(this, () => this.search);
  }

  open(inRoom: boolean): void {
    this.search.within(inRoom ? this.room?.id : undefined);
    this.dialog.showModal();
    this.field.select();
  }

  override render() {
    const { words, roomId, hits } = this.search.state;
    const count = hits?.length ?? 0;
    return html`<dialog aria-label="Search messages" @click=${this.clicked}>
      <form method="dialog" @submit=${(event: Event) => event.preventDefault()}>
        ${icon('search')}
        <input
          type="search"
          role="combobox"
          aria-label="Search messages"
          aria-expanded=${count > 0}
          aria-controls="hits"
          aria-activedescendant=${count > 0 ? `hit-${this.chosen}` : nothing}
          placeholder="Search messages"
          autocomplete="off"
          autofocus
          .value=${words}
          @input=${this.typed}
          @keydown=${this.keyDown}
        />
        <button class="icon-button" type="button" aria-label="Close" @click=${() => this.dialog.close()}>${icon('close')}</button>
      </form>
      <div class="scope" role="group" aria-label="Where to search">
        <button aria-pressed=${roomId === undefined} @click=${() => this.search.within(undefined)}>All rooms</button>
        ${this.room === undefined
          ? nothing
          : html`<button aria-pressed=${roomId === this.room.id} @click=${() => this.search.within(this.room?.id)}>
              ${roomTitle(this.room)}
            </button>`}
      </div>
      <div class="results" aria-busy=${this.search.state.searching}>${this.renderHits()}</div>
    </dialog>`;
  }

  private renderHits() {
    const { hits, more, searching, failure } = this.search.state;
    if (failure !== undefined) {
      return html`<p class="error" role="alert">${explain(failure)}</p>`;
    }
    if (hits === undefined) {
      return html`<p class="empty">
        ${searching ? 'Searching…' : 'Type words that the message has. “Quotes”, or, and -minus work as on the web.'}
      </p>`;
    }
    if (hits.length === 0) {
      return html`<p class="empty" role="status">${searching ? 'Searching…' : 'Nothing was found.'}</p>`;
    }
    return html`<ul id="hits" role="listbox" aria-label="Messages found">
        ${hits.map((hit, index) => this.renderHit(hit, index))}
      </ul>
      ${more === undefined
        ? nothing
        : html`<div class="foot"><button class="link" @click=${() => this.search.loadMore()}>Show more</button></div>`}`;
  }

  private renderHit({ message, excerpt }: SearchHit, index: number) {
    const author = authorOf(message);
    const room = this.rooms.room(message.roomId);
    return html`<li
      id="hit-${index}"
      role="option"
      aria-selected=${index === this.chosen}
      @pointermove=${() => (this.chosen = index)}
      @click=${() => this.go(index)}
    >
      <person-avatar live .person=${author}></person-avatar>
      <div>
        <p class="line">
          <span class="name">${displayName(author)} ${room ? html`<span class="room">in ${roomTitle(room)}</span>` : nothing}</span>
          <time datetime=${message.createdAt} title=${fullTime(message.createdAt)}>${shortTime(message.createdAt)}</time>
        </p>
        <div class="text">${guard([excerpt], () => richText(excerpt))}</div>
      </div>
    </li>`;
  }

  private typed(): void {
    this.chosen = 0;
    this.search.type(this.field.value);
  }

  private keyDown(event: KeyboardEvent): void {
    const count = this.search.state.hits?.length ?? 0;
    if (event.key === 'Escape' && !event.isComposing) {
      // Otherwise the first press would only empty the field.
      event.preventDefault();
      this.dialog.close();
    }
    if (event.isComposing || count === 0) {
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.chosen = (this.chosen + step + count) % count;
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }),
      );
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.go(this.chosen);
    }
  }

  private go(index: number): void {
    const message = this.search.state.hits?.[index]?.message;
    if (message !== undefined) {
      this.dialog.close();
      location.hash = Route.toMessage(message.roomId, message.id);
    }
  }

  /** A click beside the dialog leaves it. */
  private clicked(event: MouseEvent): void {
    if (event.target === this.dialog) {
      this.dialog.close();
    }
  }
}
