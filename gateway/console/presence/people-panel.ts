import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { explain, type Notices } from '../app/notices';
import '../app/person-avatar';
import { displayName } from '../app/person';
import { Route } from '../app/route';
import { Observe } from '../app/store';
import type { RoomStore } from '../chat/room-store';
import { controls } from '../theme/controls';
import { presenceWords, type Presence } from './presence';
import type { PresenceStore } from './presence-store';

/** Who is online. Choosing somebody opens the conversation with them. */
@customElement('people-panel')
export class PeoplePanel extends LitElement {
  static override styles = [
    controls,
    css`
      h2 {
        display: flex;
        justify-content: space-between;
        padding: 0 0.5rem;
        margin-block-end: 0.4rem;
      }

      .count {
        font-variant-numeric: tabular-nums;
      }

      li > * {
        display: flex;
        align-items: center;
        gap: 0.7rem;
        inline-size: 100%;
        padding: 0.4rem 0.5rem;
        border-radius: var(--radius);
        --size: 2rem;
        min-inline-size: 0;
      }

      button:hover {
        background: var(--hover);
      }

      .name {
        display: block;
        line-height: 1.3;
        font-weight: 550;
        font-size: var(--text-s);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .status {
        display: block;
        line-height: 1.3;
        font-size: var(--text-xs);
        color: var(--ink-faint);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .words {
        min-inline-size: 0;
      }

      .empty,
      .error {
        margin-inline: 0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) presence!: PresenceStore;
  @property({ attribute: false }) rooms!: RoomStore;
  @property({ attribute: false }) notices!: Notices;
  @property({ attribute: false }) userId!: string;

  constructor() {
    super();
    new Observe(this, () => this.presence);
  }

  override render() {
    const { people, total, loaded, failure } = this.presence.state;
    const more = total - people.length;
    return html`
      <section aria-labelledby="heading">
        <h2 class="section-title" id="heading">Online <span class="count">${loaded ? Math.max(total, people.length) : nothing}</span></h2>
        ${failure === undefined ? nothing : html`<p class="error" role="alert">${explain(failure)}</p>`}
        ${loaded && people.length === 0 ? html`<p class="empty">Nobody is online right now.</p>` : nothing}
        <ul>
          ${repeat(
            people,
            (present) => present.userId,
            (present) => html`<li data-user=${present.userId}>${this.renderPerson(present)}</li>`,
          )}
        </ul>
        ${loaded && more > 0 ? html`<p class="empty">and ${more} more</p>` : nothing}
      </section>
    `;
  }

  private renderPerson(present: Presence) {
    const self = present.userId === this.userId;
    const content = html`
      <person-avatar .person=${present.user} .status=${present.status}></person-avatar>
      <span class="words">
        <span class="name">${displayName(present.user)}${self ? ' (you)' : nothing}</span>
        <span class="status">${presenceWords(present)}</span>
      </span>
    `;
    return self
      ? html`<div>${content}</div>`
      : html`<button title="Write to ${displayName(present.user)}" @click=${() => this.write(present)}>${content}</button>`;
  }

  private async write(present: Presence): Promise<void> {
    try {
      location.hash = Route.toRoom(await this.rooms.openDirect(present.userId));
      this.dispatchEvent(new CustomEvent('leave', { bubbles: true, composed: true }));
    } catch (error) {
      this.notices.failed(`The conversation with ${displayName(present.user)} could not be opened`, error);
    }
  }
}
