import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { explain } from '../../app/notices';
import '../../app/person-avatar';
import { displayName } from '../../app/person';
import { Observe } from '../../app/store';
import { plural } from '../../app/words';
import type { PresenceStore } from '../../presence/presence-store';
import { controls } from '../../theme/controls';
import { dialogs } from '../../theme/dialogs';
import { icon } from '../../theme/icons';
import type { Conversation } from '../conversation';
import { isManager, roomTitle, type Member, type Role, type Room } from '../model';
import type { RoomStore } from '../room-store';

const ROLE_WORDS: Record<Role, string> = { owner: 'Owner', admin: 'Admin', member: 'Member', guest: 'Guest' };

/** Who is in a room, who may come and who must go, and what the room is called. */
@customElement('room-dialog')
export class RoomDialog extends LitElement {
  static override styles = [
    controls,
    dialogs,
    css`
      .body {
        display: grid;
        gap: 1.1rem;
      }

      form {
        display: flex;
        align-items: end;
        gap: 0.5rem;
      }

      form > div {
        flex: 1;
        min-inline-size: 0;
      }

      form .button {
        min-height: 2.5rem;
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

      .leave {
        color: var(--alert);
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) room!: Room;
  @property({ attribute: false }) rooms!: RoomStore;
  @property({ attribute: false }) conversation!: Conversation;
  @property({ attribute: false }) presence!: PresenceStore;
  @state() private members: readonly Member[] | undefined;
  @state() private error: string | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;
  private unsubscribe: (() => void) | undefined;

  constructor() {
    super();
    new Observe(this, () => this.presence);
  }

  open(): void {
    this.error = undefined;
    this.members = undefined;
    this.unsubscribe = this.conversation.members.onChange(() => void this.load());
    this.dialog.showModal();
    void this.load();
  }

  override render() {
    const manages = isManager(this.room.role);
    return html`<dialog aria-labelledby="heading" @close=${() => this.unsubscribe?.()}>
      <div class="head">
        <h2 id="heading">${roomTitle(this.room)}</h2>
        <button class="icon-button" aria-label="Close" @click=${() => this.dialog.close()}>${icon('close')}</button>
      </div>
      <div class="body">
        ${this.error === undefined ? nothing : html`<p class="error" role="alert">${this.error}</p>`}
        ${manages
          ? html`<form @submit=${this.rename}>
                <div>
                  <label for="name">Name</label>
                  <input id="name" name="name" required maxlength="100" autocomplete="off" .value=${this.room.name ?? ''} />
                </div>
                <button class="button" type="submit">Rename</button>
              </form>
              <form @submit=${this.invite}>
                <div>
                  <label for="user">Bring somebody in, by user id</label>
                  <input id="user" name="user" required autocapitalize="none" autocomplete="off" spellcheck="false" placeholder="dave" />
                </div>
                <button class="button" type="submit">Invite</button>
              </form>`
          : nothing}
        <section aria-labelledby="members">
          <h3 class="section-title" id="members">${plural(this.room.memberCount, 'member')}</h3>
          ${this.members === undefined
            ? html`<p class="empty" role="status">${this.error === undefined ? 'Loading…' : ''}</p>`
            : html`<ul class="members">
                ${repeat(
                  this.members,
                  (member) => member.userId,
                  (member) => this.renderMember(member, manages),
                )}
              </ul>`}
        </section>
        <button class="link leave" @click=${() => this.removeMember(this.conversation.self.id)}>Leave the room</button>
      </div>
    </dialog>`;
  }

  private renderMember({ user, userId, role }: Member, manages: boolean) {
    const isSelf = userId === this.conversation.self.id;
    const mayRemove = manages && !isSelf && role !== 'owner' && (this.room.role === 'owner' || role !== 'admin');
    return html`<li>
      <person-avatar .person=${user} .status=${this.presence.statusOf(userId)}></person-avatar>
      <span class="name">${displayName(user)}${isSelf ? ' (you)' : nothing}</span>
      <span class="role">${ROLE_WORDS[role]}</span>
      ${mayRemove
        ? html`<button
            class="icon-button"
            aria-label="Remove ${displayName(user)}"
            title="Remove"
            @click=${() => this.removeMember(userId)}
          >
            ${icon('close', 16)}
          </button>`
        : nothing}
    </li>`;
  }

  private async load(): Promise<void> {
    try {
      this.members = await this.conversation.members.all();
    } catch (error) {
      this.error = explain(error);
    }
  }

  private rename(event: SubmitEvent): void {
    void this.carryOut(event, (form) => this.rooms.rename(this.room.id, String(form.get('name')).trim()));
  }

  private invite(event: SubmitEvent): void {
    void this.carryOut(event, async (form, fields) => {
      await this.conversation.api.invite(this.room.id, String(form.get('user')).trim().replace(/^@/, ''));
      fields.reset();
    });
  }

  private async removeMember(userId: string): Promise<void> {
    this.error = undefined;
    try {
      await this.conversation.api.removeMember(this.room.id, userId);
      if (userId === this.conversation.self.id) {
        this.dialog.close();
        location.hash = '#/';
      }
    } catch (error) {
      this.error = explain(error);
    }
  }

  private async carryOut(
    event: SubmitEvent,
    action: (form: FormData, fields: HTMLFormElement) => Promise<void>,
  ): Promise<void> {
    event.preventDefault();
    const fields = event.currentTarget as HTMLFormElement;
    this.error = undefined;
    try {
      await action(new FormData(fields), fields);
    } catch (error) {
      this.error = explain(error);
    }
  }
}
