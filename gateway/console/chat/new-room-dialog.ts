import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { explain } from '../app/notices';
import '../app/person-avatar';
import { displayName, type Person } from '../app/person';
import { Route } from '../app/route';
import { Observe } from '../app/store';
import type { PresenceStore } from '../presence/presence-store';
import { controls } from '../theme/controls';
import { icon } from '../theme/icons';
import type { RoomStore } from './room-store';

type Kind = 'group' | 'direct' | 'channel';

const ACTIONS: Record<Kind, string> = {
  group: 'Create room',
  direct: 'Open conversation',
  channel: 'Open channel',
};

/** Starts a room: a group of several people, a direct one with one person, or a channel for everybody to join. */
@customElement('new-room-dialog')
export class NewRoomDialog extends LitElement {
  static override styles = [
    controls,
    css`
      dialog {
        inline-size: min(28rem, calc(100vw - 2rem));
        max-block-size: calc(100dvh - 2rem);
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--raised);
        color: var(--ink);
        box-shadow: var(--shadow);
        --surround: var(--raised);
      }

      dialog::backdrop {
        background: var(--scrim);
      }

      form {
        display: grid;
        gap: 1.1rem;
        padding: 1.25rem 1.5rem 1.5rem;
      }

      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        margin-inline-end: -0.5rem;
      }

      h2 {
        font-size: var(--text-l);
      }

      .kinds {
        display: grid;
        grid-template-columns: 1fr 1fr 1fr;
        gap: 0.6rem;
      }

      .kinds label {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        margin: 0;
        padding: 0.65rem 0.8rem;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        color: var(--ink);
        cursor: pointer;
      }

      .kinds label:has(:checked) {
        border-color: var(--accent);
        background: var(--accent-soft);
      }

      fieldset {
        border: 0;
        margin: 0;
        padding: 0;
        min-inline-size: 0;
      }

      legend {
        padding: 0;
      }

      .people {
        display: grid;
        max-block-size: 12rem;
        overflow-y: auto;
        margin-block-end: 0.6rem;
      }

      .people label {
        display: flex;
        align-items: center;
        gap: 0.7rem;
        padding: 0.35rem 0.25rem;
        margin: 0;
        color: var(--ink);
        font-weight: 500;
        --size: 1.75rem;
      }

      .id {
        color: var(--ink-faint);
        font-weight: 400;
      }

      .hint {
        font-size: var(--text-xs);
        color: var(--ink-faint);
        margin-block-start: 0.3rem;
      }

      .foot {
        display: flex;
        justify-content: end;
        gap: 0.6rem;
      }
    `,
  ];

  @property({ attribute: false }) rooms!: RoomStore;
  @property({ attribute: false }) presence!: PresenceStore;
  @property({ attribute: false }) userId!: string;
  @state() private kind: Kind = 'group';
  @state() private busy = false;
  @state() private error: string | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('form') private form!: HTMLFormElement;

  constructor() {
    super();
    new Observe(this, () => this.presence);
  }

  open(): void {
    this.form.reset();
    this.kind = 'group';
    this.error = undefined;
    this.dialog.showModal();
  }

  override render() {
    return html`
      <dialog aria-labelledby="heading">
        <form @submit=${this.submit}>
          <div class="head">
            <h2 id="heading">New room</h2>
            <button class="icon-button" type="button" aria-label="Close" @click=${() => this.dialog.close()}>
              ${icon('close')}
            </button>
          </div>
          <div class="kinds" role="radiogroup" aria-label="Kind of room">
            ${this.renderKind('group', 'Group')} ${this.renderKind('direct', 'Direct')} ${this.renderKind('channel', 'Channel')}
          </div>
          ${this.kind === 'direct' ? nothing : this.renderName()}
          ${this.kind === 'channel' ? this.renderTopic() : this.renderMembers()}
          <div role="alert" ?hidden=${this.error === undefined}>
            ${this.error === undefined ? nothing : html`<p class="error">${this.error}</p>`}
          </div>
          <div class="foot">
            <button class="button" type="button" @click=${() => this.dialog.close()}>Cancel</button>
            <button class="button primary" type="submit" ?disabled=${this.busy}>
              ${ACTIONS[this.kind]}
            </button>
          </div>
        </form>
      </dialog>
    `;
  }

  private renderKind(kind: Kind, label: string) {
    return html`<label
      ><input
        type="radio"
        name="kind"
        value=${kind}
        ?checked=${kind === 'group'}
        @change=${() => (this.kind = kind)}
      />${label}</label
    >`;
  }

  private renderName() {
    return html`<div>
      <label for="name">Name</label>
      <input id="name" name="name" required maxlength="100" placeholder="Launch" autocomplete="off" autofocus />
    </div>`;
  }

  private renderTopic() {
    return html`<div>
      <label for="topic">Topic</label>
      <input id="topic" name="topic" maxlength="250" placeholder="What everybody should know" autocomplete="off" />
      <p class="hint">Everybody can find and join it; you and those whom you make admins write. One of that name is opened.</p>
    </div>`;
  }

  private renderMembers() {
    return html`<fieldset>
      <legend class="label">${this.kind === 'group' ? 'Members' : 'With'}</legend>
      ${this.renderPeople()}
      <input
        name="others"
        aria-label=${this.kind === 'group' ? 'Other members, by user id' : 'Somebody else, by user id'}
        placeholder=${this.kind === 'group' ? 'Others by user id: dave, erin' : 'Somebody else by user id: dave'}
        autocapitalize="none"
        autocomplete="off"
        spellcheck="false"
      />
    </fieldset>`;
  }

  private renderPeople() {
    const others = this.presence.state.people.map((present) => present.user).filter((user) => user.id !== this.userId);
    return others.length === 0
      ? html`<p class="hint">Nobody else is online. Invite people by their user id.</p>`
      : html`<div class="people">${others.map((person) => this.renderPerson(person))}</div>`;
  }

  private renderPerson(person: Person) {
    const name = displayName(person);
    return html`<label
      ><input type=${this.kind === 'group' ? 'checkbox' : 'radio'} name="member" value=${person.id} />
      <person-avatar .person=${person} .status=${this.presence.statusOf(person.id)}></person-avatar>
      <span>${name} ${name === person.id ? nothing : html`<span class="id">@${person.id}</span>`}</span></label
    >`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(this.form);
    const typed = String(form.get('others') ?? '').split(/[\s,;]+/);
    const ids = [...form.getAll('member').map(String), ...typed.map((id) => id.replace(/^@/, ''))];
    const members = [...new Set(ids.filter((id) => id !== ''))];
    if (this.kind === 'direct' && members.length !== 1) {
      this.error = 'A direct conversation is with exactly one person.';
      return;
    }
    await this.create(String(form.get('name') ?? '').trim(), String(form.get('topic') ?? '').trim(), members);
  }

  private async create(name: string, topic: string, members: readonly string[]): Promise<void> {
    this.busy = true;
    this.error = undefined;
    try {
      const roomId = await this.opened(name, topic, members);
      this.dialog.close();
      location.hash = Route.toRoom(roomId);
    } catch (error) {
      this.error = explain(error);
    } finally {
      this.busy = false;
    }
  }

  private opened(name: string, topic: string, members: readonly string[]): Promise<string> {
    switch (this.kind) {
      case 'group':
        return this.rooms.createGroup(name, members);
      case 'direct':
        return this.rooms.openDirect(members[0]);
      case 'channel':
        return this.rooms.openChannel(name, topic);
    }
  }
}
