import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { explain } from '../../app/notices';
import '../../app/person-avatar';
import { displayName } from '../../app/person';
import { Route } from '../../app/route';
import { Observe } from '../../app/store';
import { plural } from '../../app/words';
import type { PresenceStore } from '../../presence/presence-store';
import { controls } from '../../theme/controls';
import { dialogs } from '../../theme/dialogs';
import { icon } from '../../theme/icons';
import type { Conversation } from '../conversation';
import { isManager, roomKind, roomTitle, type Member, type Role, type Room } from '../model';
import type { RoomStore } from '../room-store';

const ROLE_WORDS: Record<Role, string> = { owner: 'Owner', admin: 'Admin', member: 'Member', guest: 'Guest' };

/** From most to least. */
const RANKS: readonly Role[] = ['owner', 'admin', 'member', 'guest'];

const PACES: readonly (readonly [seconds: number, words: string])[] = [
  [0, 'Off'],
  [10, 'One message in 10 s'],
  [60, 'One message in a minute'],
  [600, 'One message in 10 minutes'],
];

/** Who is in a room and as what, who may come and who must go, and the room itself. */
@customElement('room-dialog')
export class RoomDialog extends LitElement {
  static override styles = [
    controls,
    dialogs,
    css`
      dialog {
        inline-size: min(34rem, calc(100vw - 2rem));
      }

      .body {
        display: grid;
        gap: 1.25rem;
      }

      .settings {
        display: grid;
        gap: 0.75rem;
      }

      .invite,
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.5rem;
      }

      .invite > div {
        flex: 1;
        min-inline-size: 9rem;
      }

      .invite .button,
      .invite select {
        min-height: 2.5rem;
      }

      select {
        font: inherit;
        font-size: var(--text-s);
        color: inherit;
        background: var(--surface);
        border: 1px solid var(--field);
        border-radius: var(--radius);
        padding: 0.3rem 0.5rem;
        min-height: 2.25rem;
      }

      .members li {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding-block: 0.35rem;
        --size: 2rem;
      }

      .name {
        flex: 1;
        min-inline-size: 0;
        font-weight: 550;
        overflow-wrap: anywhere;
      }

      .role {
        color: var(--ink-faint);
        font-size: var(--text-xs);
      }

      .token {
        overflow-wrap: anywhere;
        font: var(--text-xs) / 1.5 var(--mono);
        background: var(--sunken);
        border-radius: var(--radius-s);
        padding: 0.5rem 0.7rem;
      }

      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1.25rem;
        border-block-start: 1px solid var(--line);
        padding-block-start: 1rem;
      }

      .grave {
        color: var(--alert);
      }

      .done {
        color: var(--accent-ink);
        font-size: var(--text-s);
      }
    `,
  ];

  @property({ attribute: false }) room!: Room;
  @property({ attribute: false }) rooms!: RoomStore;
  @property({ attribute: false }) conversation!: Conversation;
  @property({ attribute: false }) presence!: PresenceStore;
  @state() private members: readonly Member[] | undefined;
  @state() private error: string | undefined;
  /** What has just been done. */
  @state() private done = '';
  @state() private link: string | undefined;
  /** What is done when it is asked for once more. */
  @state() private sure: string | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;
  private unsubscribe: (() => void) | undefined;

  constructor() {
    super();
    new Observe(this, () => this.presence);
  }

  open(): void {
    this.error = undefined;
    this.members = undefined;
    this.link = undefined;
    this.sure = undefined;
    this.done = '';
    this.unsubscribe = this.conversation.members.onChange(() => void this.load());
    this.dialog.showModal();
    void this.load();
  }

  override render() {
    const { room } = this;
    const manages = isManager(room.role);
    return html`<dialog aria-labelledby="heading" @close=${() => this.unsubscribe?.()}>
      <div class="head">
        <h2 id="heading">${roomTitle(room)}</h2>
        <button class="icon-button" aria-label="Close" @click=${() => this.dialog.close()}>${icon('close')}</button>
      </div>
      <div class="body">
        ${this.error === undefined ? nothing : html`<p class="error" role="alert">${this.error}</p>`}
        <p class="done" role="status" ?hidden=${this.done === ''}>${this.done}</p>
        ${manages && !room.archivedAt ? html`${this.renderSettings()} ${this.renderInvite()}` : this.renderFacts()}
        <section aria-labelledby="members">
          <h3 class="section-title" id="members">${plural(room.memberCount, 'member')}</h3>
          ${this.members === undefined
            ? html`<p class="empty" role="status">${this.error === undefined ? 'Loading…' : ''}</p>`
            : html`<ul class="members">
                ${repeat(
                  this.members,
                  (member) => member.userId,
                  (member) => this.renderMember(member),
                )}
              </ul>`}
        </section>
        <div class="ways">
          ${manages
            ? html`<button class="link" @click=${() => this.archive(!room.archivedAt)}>
                ${room.archivedAt ? 'Open the room again' : 'Archive the room'}
              </button>`
            : nothing}
          ${this.renderGrave('leave', 'Leave the room', () => this.leave())}
          ${room.role === 'owner' ? this.renderGrave('delete', 'Delete the room', () => this.delete()) : nothing}
        </div>
      </div>
    </dialog>`;
  }

  private renderFacts() {
    const { topic, archivedAt } = this.room;
    return html`<p class="empty">
      ${roomKind(this.room)}${topic ? html` – ${topic}` : nothing}${archivedAt ? ' – archived' : nothing}
    </p>`;
  }

  private renderSettings() {
    const { room } = this;
    const pace = room.slowModeSeconds ?? 0;
    const paces = PACES.some(([seconds]) => seconds === pace) ? PACES : [...PACES, [pace, `One message in ${pace} s`] as const];
    return html`<form class="settings" @submit=${this.change}>
      <div>
        <label for="name">Name</label>
        <input id="name" name="name" required maxlength="100" autocomplete="off" .value=${room.name ?? ''} />
      </div>
      <div>
        <label for="topic">Topic</label>
        <input id="topic" name="topic" maxlength="250" autocomplete="off" .value=${room.topic ?? ''} />
      </div>
      <div class="line">
        <div>
          <label for="pace">Slow mode</label>
          <select id="pace" name="pace">
            ${paces.map(([seconds, words]) => html`<option value=${seconds} ?selected=${seconds === pace}>${words}</option>`)}
          </select>
        </div>
        <button class="button" type="submit">Save</button>
      </div>
    </form>`;
  }

  private renderInvite() {
    return html`<section aria-labelledby="invite">
      <h3 class="section-title" id="invite">Bring somebody in</h3>
      <form class="invite" @submit=${this.invite}>
        <div>
          <input
            name="user"
            aria-label="User id to invite"
            required
            autocapitalize="none"
            autocomplete="off"
            spellcheck="false"
            placeholder="User id: dave"
          />
        </div>
        <select name="role" aria-label="As what">
          <option value="member">Member</option>
          <option value="guest">Guest</option>
          ${this.room.role === 'owner' ? html`<option value="admin">Admin</option>` : nothing}
        </select>
        <button class="button" type="submit">Invite</button>
        <button class="button" type="button" @click=${this.makeLink}>Make a link</button>
      </form>
      ${this.link === undefined
        ? nothing
        : html`<p class="token">${this.link}</p>
            <button class="link" @click=${this.copyLink}>Copy the link</button>`}
    </section>`;
  }

  private renderMember({ user, userId, role }: Member) {
    const isSelf = userId === this.conversation.self.id;
    const outranks = RANKS.indexOf(this.room.role ?? 'guest') < RANKS.indexOf(role);
    const manages = isManager(this.room.role) && outranks && !isSelf;
    return html`<li>
      <person-avatar .person=${user} .status=${this.presence.statusOf(userId)}></person-avatar>
      <span class="name">${displayName(user)}${isSelf ? ' (you)' : nothing}</span>
      ${manages
        ? html`<select
              aria-label="Role of ${displayName(user)}"
              @change=${(event: Event) => this.changeRole(userId, (event.target as HTMLSelectElement).value as Role)}
            >
              ${RANKS.filter((rank) => this.room.role === 'owner' || RANKS.indexOf(rank) > 1).map(
                (rank) => html`<option value=${rank} ?selected=${rank === role}>${ROLE_WORDS[rank]}</option>`,
              )}
            </select>
            ${this.renderGrave(`ban ${userId}`, 'Ban', () => this.ban(userId))}
            <button
              class="icon-button"
              aria-label="Remove ${displayName(user)}"
              title="Remove"
              @click=${() => this.putOut(userId)}
            >
              ${icon('close', 16)}
            </button>`
        : html`<span class="role">${ROLE_WORDS[role]}</span>`}
    </li>`;
  }

  /** What can't be undone is asked for twice. */
  private renderGrave(id: string, words: string, action: () => Promise<void>) {
    return this.sure === id
      ? html`<button class="link grave" @click=${action}>${words}: really?</button>`
      : html`<button class="link grave" @click=${() => (this.sure = id)}>${words}</button>`;
  }

  private async load(): Promise<void> {
    try {
      this.members = await this.conversation.members.all();
    } catch (error) {
      this.error = explain(error);
    }
  }

  private change(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    void this.carryOut('Saved.', () =>
      this.rooms.changeRoom(this.room.id, {
        name: String(form.get('name')).trim(),
        topic: String(form.get('topic')).trim(),
        slowModeSeconds: Number(form.get('pace')),
      }),
    );
  }

  private invite(event: SubmitEvent): void {
    event.preventDefault();
    const fields = event.currentTarget as HTMLFormElement;
    const form = new FormData(fields);
    const userId = String(form.get('user')).trim().replace(/^@/, '');
    void this.carryOut(`${userId} is invited.`, async () => {
      await this.conversation.api.invite(this.room.id, userId, form.get('role') as Role);
      fields.reset();
    });
  }

  private makeLink(): Promise<void> {
    return this.carryOut('Whoever has this link can come in.', async () => {
      const token = await this.conversation.api.invitationToken(this.room.id);
      this.link = new URL(Route.toInvitation(token), location.href).href;
    });
  }

  private copyLink(): Promise<void> {
    return this.carryOut('Copied.', () => navigator.clipboard.writeText(this.link ?? ''));
  }

  private changeRole(userId: string, role: Role): Promise<void> {
    return this.carryOut('', async () => {
      await this.conversation.api.changeRole(this.room.id, userId, role);
      await this.rooms.entered(this.room.id);
    });
  }

  private ban(userId: string): Promise<void> {
    return this.carryOut('', () => this.conversation.api.ban(this.room.id, userId));
  }

  private putOut(userId: string): Promise<void> {
    return this.carryOut('', () => this.conversation.api.removeMember(this.room.id, userId));
  }

  private archive(isArchived: boolean): Promise<void> {
    return this.carryOut('', () => this.rooms.changeRoom(this.room.id, { isArchived }));
  }

  private leave(): Promise<void> {
    return this.carryOut('', async () => {
      await this.conversation.api.removeMember(this.room.id, this.conversation.self.id);
      this.gone();
    });
  }

  private delete(): Promise<void> {
    return this.carryOut('', async () => {
      await this.rooms.deleteRoom(this.room.id);
      this.gone();
    });
  }

  private gone(): void {
    this.dialog.close();
    location.hash = '#/';
  }

  private async carryOut(done: string, action: () => Promise<void>): Promise<void> {
    this.error = undefined;
    this.done = '';
    this.sure = undefined;
    try {
      await action();
      this.done = done;
    } catch (error) {
      this.error = explain(error);
    }
  }
}
