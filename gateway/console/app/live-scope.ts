import { CloseCode, RestClient, TidingsClient } from '@tidings/client';
import { ActivityStore } from '../activity/activity-store';
import { ChatApi } from '../chat/chat-api';
import { Conversations } from '../chat/conversations';
import { InvitationStore } from '../chat/invitation/invitation-store';
import { RoomStore } from '../chat/room-store';
import { MetricsStore } from '../metrics/metrics-store';
import { NotificationApi } from '../notification/notification-api';
import { NotificationStore } from '../notification/notification-store';
import { ActivityReporter } from '../presence/activity-reporter';
import { HereStore } from '../presence/here-store';
import { OwnPresenceStore } from '../presence/own-presence-store';
import { pageName } from '../presence/page-name';
import { ReportStore } from '../report/report-store';
import { PushStore } from '../notification/push-store';
import { PresenceStore } from '../presence/presence-store';
import { isExpired, type Session } from '../session/session';
import { ConnectionStore } from './connection-store';
import { Notices } from './notices';
import { TabLink } from './tab-link';

/** Everything that lives as long as one user is signed in. */
export class LiveScope {
  readonly session: Session;
  readonly rest: RestClient;
  readonly notices = new Notices();
  readonly connection: ConnectionStore;
  readonly rooms: RoomStore;
  readonly chat: ChatApi;
  readonly conversations: Conversations;
  readonly invitations: InvitationStore;
  readonly presence: PresenceStore;
  readonly ownPresence: OwnPresenceStore;
  readonly here: HereStore;
  readonly notificationApi: NotificationApi;
  readonly notifications: NotificationStore;
  readonly push: PushStore;
  readonly activities: ActivityStore;
  readonly metrics: MetricsStore;
  readonly reports: ReportStore;
  readonly #client: TidingsClient;
  readonly #activity: ActivityReporter;
  readonly #threadReads: TabLink<{ readonly messageId: string; readonly seq: number }>;

  /** `ended` is called when the server no longer accepts the session. */
  constructor(session: Session, ended: () => void) {
    this.session = session;
    const rest = new RestClient({ token: () => session.token, unauthenticated: ended });
    this.rest = rest;
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
    this.ownPresence = new OwnPresenceStore(rest, this.#client, session.user.id);
    this.here = new HereStore(rest, this.#client, session.user.id);
    this.#activity = new ActivityReporter(this.#client);
    this.notificationApi = new NotificationApi(rest);
    this.notifications = new NotificationStore(this.notificationApi, this.#client, this.notices, session.user.id);
    this.push = new PushStore(rest);
    this.activities = new ActivityStore(rest, this.#client, this.notices);
    this.metrics = new MetricsStore(rest, this.#client);
    this.reports = new ReportStore(rest);
  }

  start(): void {
    this.#client.connect();
    this.#activity.start();
    void this.metrics.start();
    void this.push.look();
  }

  /** The user has gone to a room, or to none. */
  async at(roomId: string | undefined): Promise<void> {
    const page = await pageName(roomId);
    if (page !== undefined) {
      this.#activity.at(page);
      this.here.at(page);
    }
  }

  stop(): void {
    this.#activity.stop();
    this.here.stop();
    this.push.close();
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
