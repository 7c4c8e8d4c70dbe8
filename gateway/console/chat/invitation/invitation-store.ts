import { ProblemError, type TidingsClient } from '@tidings/client';
import { CatchUp } from '../../app/catch-up';
import { reloadOn } from '../../app/reload';
import { Store } from '../../app/store';
import type { ChatApi, Invitation } from '../chat-api';
import type { RoomStore } from '../room-store';

interface State {
  /** Those that wait for an answer, the latest first. */
  readonly invitations: readonly Invitation[];
  readonly failure: unknown;
}

/** The rooms that the user is invited into. */
export class InvitationStore extends Store<State> {
  readonly #api: ChatApi;
  readonly #rooms: RoomStore;
  readonly #catchUp = new CatchUp();

  constructor(api: ChatApi, client: TidingsClient, rooms: RoomStore, userId: string) {
    super({ invitations: [], failure: undefined });
    this.#api = api;
    this.#rooms = rooms;
    const changed = (invitation: Invitation) => {
      // Who has invited somebody hears of the answer too.
      if (invitation.userId === userId) {
        this.#catchUp.event(() => this.#changed(invitation));
      }
    };
    client.on<Invitation>('INVITATION_CREATED', changed);
    client.on<Invitation>('INVITATION_UPDATED', changed);
    reloadOn(client, (channel) => channel === `user:${userId}`, () => this.load());
  }

  async load(): Promise<void> {
    try {
      await this.#catchUp.load(
        () => this.#api.invitations(),
        (invitations) => this.update({ invitations, failure: undefined }),
      );
    } catch (failure) {
      this.update({ failure });
    }
  }

  /** Comes into the room, which is in the list before the promise resolves. */
  async accept(invitation: Invitation): Promise<void> {
    await this.#api.acceptInvitation(invitation.id);
    await this.#rooms.entered(invitation.roomId);
    this.#remove(invitation);
  }

  async decline(invitation: Invitation): Promise<void> {
    try {
      await this.#api.declineInvitation(invitation.id);
    } catch (error) {
      // One that is closed by now needs no answer.
      if (!(error instanceof ProblemError && error.status === 409)) {
        throw error;
      }
    }
    this.#remove(invitation);
  }

  /** Comes into the room that a token is for, and gives its id. */
  async use(token: string): Promise<string> {
    const roomId = await this.#api.useInvitation(token);
    await this.#rooms.entered(roomId);
    return roomId;
  }

  #changed(invitation: Invitation): void {
    this.#remove(invitation);
    if (invitation.status === 'pending') {
      this.update({ invitations: [invitation, ...this.state.invitations] });
    }
  }

  #remove(invitation: Invitation): void {
    this.update({ invitations: this.state.invitations.filter((other) => other.id !== invitation.id) });
  }
}
