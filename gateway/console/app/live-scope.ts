import { CloseCode, RestClient, TidingsClient } from '@tidings/client';
import { ChatApi } from '../chat/chat-api';
import { Conversations } from '../chat/conversations';
import { InvitationStore } from '../chat/invitation/invitation-store';
import { RoomStore } from '../chat/room-store';
import { MetricsStore } from '../metrics/metrics-store';
import { NotificationStore } from '../notification/notification-store';
import { ReportStore } from '../report/report-store';
import { PresenceStore } from '../presence/presence-store';
import { isExpired, type Session } from '../session/session';
import { ConnectionStore } from './connection-store';
import { Notices } from './notices';
import { TabLink } from './tab-link';

/** Everything that lives as long as one user is signed in. */
export class LiveScope {
  readonly session: Session;
  readonly notices = new Notices();
  readonly connection: ConnectionStore;
  readonly rooms: RoomStore;
  readonly chat: ChatApi;
  readonly conversations: Conversations;
  readonly invitations: InvitationStore;
  readonly presence: PresenceStore;
  readonly notifications: NotificationStore;
  readonly metrics: MetricsStore;
  readonly reports: ReportStore;
  readonly #client: TidingsClient;
  readonly #threadReads: TabLink<{ readonly messageId: string; readonly seq: number }>;

  /** `ended` is called when the server no longer accepts the session. */
  constructor(session: Session, ended: () => void) {
    this.session = session;
    const rest = new RestClient({ token: () => session.token, unauthenticated: ended });
    this.#client = new TidingsClient({ url: webSocketUrl(), token: () => session.token });
    this.#client.onState((state) => {
      // A socket that is refused tells no reason; the most likely one can be seen here.
      const expired = state.kind === 'waiting' && (isExpired(session) || state.code === CloseCode.TOKEN_EXPIRED);
      if (expired || (state.kind === 'closed' && state.code === CloseCode.TOKEN_REVOKED)) {
        ended();
      }
    });
    this.connection = new ConnectionStore(this.#client);
    this.chat = new ChatApi(rest);
    this.rooms = new RoomStore(this.chat, this.#client, session.user.id);
    this.invitations = new InvitationStore(this.chat, this.#client, this.rooms, session.user.id);
    this.#threadReads = new TabLink(`thread-reads/${session.workspace}/${session.user.id}`);
    this.conversations = new Conversations({
      api: this.chat,
      client: this.#client,
      notices: this.notices,
      self: session.user,
      threadReads: this.#threadReads,
    });
    this.presence = new PresenceStore(rest, this.#client);
    this.notifications = new NotificationStore(rest, this.#client, this.notices, session.user.id);
    this.metrics = new MetricsStore(rest, this.#client);
    this.reports = new ReportStore(rest);
  }

  start(): void {
    this.#client.connect();
    void this.metrics.start();
  }

  stop(): void {
    this.conversations.close();
    this.#threadReads.close();
    this.#client.close();
  }
}

function webSocketUrl(): string {
  const url = new URL('/ws', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
