import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Notices } from '../../app/notices';
import { displayName } from '../../app/person';
import { Route } from '../../app/route';
import { Observe } from '../../app/store';
import { controls } from '../../theme/controls';
import type { Invitation } from '../chat-api';
import type { InvitationStore } from './invitation-store';

/** The rooms that the user is invited into, to be answered. Nothing while there are none. */
@customElement('invitation-list')
export class InvitationList extends LitElement {
  static override styles = [
    controls,
    css`
      li {
        margin: 0 0.5rem 0.5rem;
        padding: 0.7rem 0.75rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--raised);
        font-size: var(--text-s);
      }

      .foot {
        display: flex;
        gap: 0.5rem;
        margin-block-start: 0.5rem;
      }

      .button {
        min-height: 1.9rem;
        padding-block: 0.1rem;
      }
    `,
  ];

  @property({ attribute: false }) invitations!: InvitationStore;
  @property({ attribute: false }) notices!: Notices;
  @state() private answering: string | undefined;

  constructor() {
    super();
    new Observe(this, () => this.invitations);
  }

  override render() {
    const { invitations } = this.invitations.state;
    return invitations.length === 0
      ? nothing
      : html`<ul aria-label="Invitations">
          ${repeat(
            invitations,
            (invitation) => invitation.id,
            (invitation) => this.renderInvitation(invitation),
          )}
        </ul>`;
  }

  private renderInvitation(invitation: Invitation) {
    const busy = this.answering === invitation.id;
    return html`<li>
      <b>${displayName(invitation.invitedBy)}</b> invites you into <b>${invitation.roomName ?? 'a room'}</b>.
      <div class="foot">
        <button class="button primary" ?disabled=${busy} @click=${() => this.accept(invitation)}>Accept</button>
        <button class="button" ?disabled=${busy} @click=${() => this.decline(invitation)}>Decline</button>
      </div>
    </li>`;
  }

  private accept(invitation: Invitation): Promise<void> {
    return this.answer(invitation, async () => {
      await this.invitations.accept(invitation);
      location.hash = Route.toRoom(invitation.roomId);
    });
  }

  private decline(invitation: Invitation): Promise<void> {
    return this.answer(invitation, () => this.invitations.decline(invitation));
  }

  private async answer(invitation: Invitation, action: () => Promise<void>): Promise<void> {
    this.answering = invitation.id;
    try {
      await action();
    } catch (error) {
      this.notices.failed('The invitation could not be answered', error);
    } finally {
      this.answering = undefined;
    }
  }
}
