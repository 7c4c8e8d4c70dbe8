import type { Page, RestClient, TidingsClient } from '@tidings/client';
import { CatchUp } from '../app/catch-up';
import type { Notices } from '../app/notices';
import { reloadOn } from '../app/reload';
import { Store } from '../app/store';

/** Something that happened, which the user may know of. */
export interface Activity {
  readonly id: string;
  readonly type: string;
  readonly visibility: 'public' | 'team' | 'private';
  readonly actorId: string | null;
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
  readonly createdAt: string;
}

interface State {
  /** Newest first; nothing until they are asked for. */
  readonly items: readonly Activity[] | undefined;
  /** Leads to older ones. */
  readonly older: string | undefined;
  readonly failure: unknown;
}

const PATH = '/api/activity';
const PAGE = 50;

/** What happened in the workspace, live once it has been looked at. */
export class ActivityStore extends Store<State> {
  readonly #rest: RestClient;
  readonly #notices: Notices;
  readonly #catchUp = new CatchUp();

  constructor(rest: RestClient, client: TidingsClient, notices: Notices) {
    super({ items: undefined, older: undefined, failure: undefined });
    this.#rest = rest;
    this.#notices = notices;
    client.on<Activity>('ACTIVITY', (activity) => this.#catchUp.event(() => this.#happened(activity)));
    reloadOn(client, (channel) => /^(workspace|user:|role:|room:)/.test(channel), async () => {
      if (this.state.items !== undefined) {
        await this.load();
      }
    });
  }

  async load(): Promise<void> {
    try {
      await this.#catchUp.load(
        () => this.#rest.get<Page<Activity>>(PATH, { limit: PAGE }),
        ({ items, nextCursor }) => this.update({ items, older: nextCursor ?? undefined, failure: undefined }),
      );
    } catch (failure) {
      this.update({ failure });
    }
  }

  async loadOlder(): Promise<void> {
    try {
      const page = await this.#rest.get<Page<Activity>>(PATH, { limit: PAGE, cursor: this.state.older });
      this.update({ items: merged(this.state.items ?? [], page.items), older: page.nextCursor ?? undefined });
    } catch (error) {
      this.#notices.failed('Older activities could not be loaded', error);
    }
  }

  /** Comes once on each channel that the user has of its circle. */
  #happened(activity: Activity): void {
    if (this.state.items !== undefined) {
      this.update({ items: merged(this.state.items, [activity]) });
    }
  }
}

function merged(one: readonly Activity[], other: readonly Activity[]): readonly Activity[] {
  const byId = new Map([...one, ...other].map((activity) => [activity.id, activity]));
  const place = ({ createdAt, id }: Activity) => `${createdAt} ${id}`;
  return [...byId.values()].sort((left, right) => (place(left) < place(right) ? 1 : -1));
}
