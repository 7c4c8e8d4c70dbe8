import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../app/person-avatar';
import { displayName, type Person } from '../app/person';
import { Observe } from '../app/store';
import { controls } from '../theme/controls';
import { icon } from '../theme/icons';
import './attachment/upload-list';
import type { Conversation } from './conversation';
import type { Attachment } from './model';
import { candidates, mentionQuery, type MentionQuery } from './mention-query';
import type { TimelineStore } from './timeline-store';

/** What is sent. */
export interface Composition {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/**
 * Where a message is written. Enter sends, Shift+Enter begins a new line, and `@` offers the room's members. The up
 * arrow in an empty field asks for the last message to be edited: fires `edit-last`, and `compose` with
 * the {@link Composition}. Files are chosen, pasted, or given by {@link attach}.
 */
@customElement('message-composer')
export class MessageComposer extends LitElement {
  static override styles = [
    controls,
    css`
      form {
        position: relative;
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.5rem;
        padding: 0.4rem;
        border: 1px solid var(--field);
        border-radius: var(--radius-l);
        background: var(--surface);
      }

      form:focus-within {
        border-color: var(--focus);
        box-shadow: 0 0 0 1px var(--focus);
      }

      upload-list {
        flex: 0 0 100%;
      }

      textarea {
        inline-size: auto;
        min-inline-size: 0;
        field-sizing: content;
        border: 0;
        background: none;
        min-block-size: 2.25rem;
        max-block-size: 12rem;
        padding: 0.375rem 0.6rem;
        resize: none;
        flex: 1;
      }

      textarea:focus-visible {
        outline: none;
      }

      .send {
        inline-size: 2.25rem;
        block-size: 2.25rem;
        border-radius: var(--radius);
        display: grid;
        place-items: center;
        background: var(--accent);
        color: var(--on-accent);
        flex: none;
      }

      .send:hover:enabled {
        background: var(--accent-hover);
      }

      .send:disabled {
        background: none;
        color: var(--ink-faint);
      }

      ul {
        position: absolute;
        inset-block-end: calc(100% + 0.4rem);
        inset-inline-start: 0;
        inline-size: min(20rem, 100%);
        padding: 0.3rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--raised);
        box-shadow: var(--shadow);
        --size: 1.75rem;
      }

      li {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        padding: 0.35rem 0.5rem;
        border-radius: var(--radius-s);
        font-size: var(--text-s);
        cursor: pointer;
      }

      li[aria-selected='true'] {
        background: var(--accent-soft);
      }

      .id {
        color: var(--ink-soft);
      }
    `,
  ];

  /** Where it goes, in words. */
  @property() to = '';
  @property({ attribute: false }) conversation!: Conversation;
  @property({ attribute: false }) timeline!: TimelineStore;
  @state() private text = '';
  @state() private offered: readonly Person[] = [];
  @state() private chosen = 0;
  @query('input[type=file]') private files!: HTMLInputElement;
  @query('textarea') private field!: HTMLTextAreaElement;
  private mention: MentionQuery | undefined;

  constructor() {
    super();
    new Observe(this, () => this.timeline.uploads);
  }

  /** Has files go with the message. */
  attach(files: Iterable<File>): void {
    this.timeline.uploads.add(files);
    this.focus();
  }

  override focus(): void {
    this.field.focus();
  }

  override render() {
    const offering = this.offered.length > 0;
    return html`
      <form @submit=${this.submit}>
        ${offering ? this.renderOffered() : nothing}
        <upload-list .uploads=${this.timeline.uploads} ?hidden=${this.timeline.uploads.isEmpty}></upload-list>
        <button class="icon-button" type="button" aria-label="Attach files" title="Attach files" @click=${() => this.files.click()}>
          ${icon('paperclip')}
        </button>
        <input type="file" multiple hidden tabindex="-1" aria-label="Files" @change=${this.chose} />
        <textarea
          rows="1"
          aria-label=${this.timeline.range.parentId === undefined ? `Message to ${this.to}` : 'Reply in the thread'}
          aria-autocomplete="list"
          aria-controls=${offering ? 'people' : nothing}
          aria-activedescendant=${offering ? `person-${this.chosen}` : nothing}
          placeholder=${this.timeline.range.parentId === undefined ? `Message ${this.to}` : 'Reply…'}
          maxlength="10000"
          .value=${this.text}
          @input=${this.changed}
          @keydown=${this.keyDown}
          @paste=${this.pasted}
          @blur=${this.left}
        ></textarea>
        <button class="send" type="submit" aria-label="Send" title="Send" ?disabled=${!this.isComplete}>${icon('send')}</button>
      </form>
    `;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('timeline')) {
      this.text = this.timeline.draft;
      this.stopOffering();
    }
    this.timeline.draft = this.text;
  }

  private renderOffered() {
    return html`<ul id="people" role="listbox" aria-label="People to mention">
      ${this.offered.map(
        (person, index) => html`<li
          id="person-${index}"
          role="option"
          aria-selected=${index === this.chosen}
          @pointerdown=${(event: Event) => event.preventDefault()}
          @click=${() => this.accept(person)}
        >
          <person-avatar live .person=${person}></person-avatar>
          <span>${displayName(person)} <span class="id">@${person.id}</span></span>
        </li>`,
      )}
    </ul>`;
  }

  private async changed(): Promise<void> {
    this.text = this.field.value;
    this.conversation.typing.wrote(this.text);
    const mention = mentionQuery(this.text, this.field.selectionEnd);
    this.mention = mention;
    if (mention === undefined) {
      this.stopOffering();
      return;
    }
    // Who can't be loaded can't be offered; the id can still be typed.
    const members = await this.conversation.members.all().catch(() => []);
    if (this.mention === mention) {
      const others = members.map((member) => member.user).filter((person) => person.id !== this.conversation.self.id);
      this.offered = candidates(others, mention.typed);
      this.chosen = 0;
    }
  }

  private keyDown(event: KeyboardEvent): void {
    // Enter also ends the composition of a word in East Asian input methods.
    if (event.isComposing) {
      return;
    }
    if (this.offered.length > 0 && this.choose(event.key)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      this.submit(event);
    } else if (event.key === 'ArrowUp' && this.text === '') {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent('edit-last'));
    }
  }

  /** Whether the key was one that chooses among the people offered. */
  private choose(key: string): boolean {
    const count = this.offered.length;
    switch (key) {
      case 'ArrowDown':
        this.chosen = (this.chosen + 1) % count;
        return true;
      case 'ArrowUp':
        this.chosen = (this.chosen + count - 1) % count;
        return true;
      case 'Enter':
      case 'Tab':
        void this.accept(this.offered[this.chosen]);
        return true;
      case 'Escape':
        this.stopOffering();
        return true;
      default:
        return false;
    }
  }

  private async accept(person: Person): Promise<void> {
    const { start, typed } = this.mention!;
    const before = `${this.text.slice(0, start)}@${person.id} `;
    this.text = before + this.text.slice(start + 1 + typed.length);
    this.stopOffering();
    await this.updateComplete;
    this.field.setSelectionRange(before.length, before.length);
  }

  private left(): void {
    this.stopOffering();
    this.conversation.typing.stopped();
  }

  private stopOffering(): void {
    this.mention = undefined;
    this.offered = [];
  }

  private chose(): void {
    this.attach(this.files.files ?? []);
    // So that the same file can be chosen again.
    this.files.value = '';
  }

  private pasted(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      this.attach(files);
    }
  }

  /** Whether there is something to send, and all of it is there. */
  private get isComplete(): boolean {
    const { uploads } = this.timeline;
    return uploads.isEmpty ? this.text.trim() !== '' : uploads.areComplete;
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (this.isComplete) {
      const detail = { text: this.text.trim(), attachments: this.timeline.uploads.take() };
      this.dispatchEvent(new CustomEvent<Composition>('compose', { detail }));
      this.text = '';
      this.left();
    }
  }
}
