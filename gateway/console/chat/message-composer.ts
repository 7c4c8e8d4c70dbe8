import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../app/person-avatar';
import { displayName, type Person } from '../app/person';
import { controls } from '../theme/controls';
import { icon } from '../theme/icons';
import type { Conversation } from './conversation';
import { candidates, mentionQuery, type MentionQuery } from './mention-query';
import type { TimelineStore } from './timeline-store';

/**
 * Where a message is written. Enter sends, Shift+Enter begins a new line, and `@` offers the room's members. The up
 * arrow in an empty field asks for the last message to be edited: fires `edit-last`, and `compose` with the text.
 */
@customElement('message-composer')
export class MessageComposer extends LitElement {
  static override styles = [
    controls,
    css`
      form {
        position: relative;
        display: flex;
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

      textarea {
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

      button {
        inline-size: 2.25rem;
        block-size: 2.25rem;
        border-radius: var(--radius);
        display: grid;
        place-items: center;
        background: var(--accent);
        color: var(--on-accent);
        flex: none;
      }

      button:hover:enabled {
        background: var(--accent-hover);
      }

      button:disabled {
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
  @query('textarea') private field!: HTMLTextAreaElement;
  private mention: MentionQuery | undefined;

  override focus(): void {
    this.field.focus();
  }

  override render() {
    const offering = this.offered.length > 0;
    return html`
      <form @submit=${this.submit}>
        ${offering ? this.renderOffered() : nothing}
        <textarea
          rows="1"
          aria-label="Message to ${this.to}"
          aria-autocomplete="list"
          aria-controls=${offering ? 'people' : nothing}
          aria-activedescendant=${offering ? `person-${this.chosen}` : nothing}
          placeholder=${this.timeline.range.parentId === undefined ? `Message ${this.to}` : 'Reply…'}
          maxlength="10000"
          .value=${this.text}
          @input=${this.changed}
          @keydown=${this.keyDown}
          @blur=${this.left}
        ></textarea>
        <button type="submit" aria-label="Send" title="Send" ?disabled=${this.text.trim() === ''}>${icon('send')}</button>
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
          <person-avatar .person=${person}></person-avatar>
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

  private submit(event: Event): void {
    event.preventDefault();
    const text = this.text.trim();
    if (text !== '') {
      this.dispatchEvent(new CustomEvent<string>('compose', { detail: text }));
      this.text = '';
      this.left();
    }
  }
}
