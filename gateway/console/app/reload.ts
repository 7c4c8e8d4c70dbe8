import type { TidingsClient } from '@tidings/client';

/** Channels that come back together are loaded together. */
const TOGETHER_MS = 50;

/**
 * Loads state whenever the client says that it may have a gap: at the beginning, and when a channel that it depends on
 * could not go on from where it was. Several channels make one load.
 */
export function reloadOn(client: TidingsClient, concerns: (channel: string) => boolean, load: () => Promise<void>): void {
  let due = false;
  client.onRefresh(({ channel }) => {
    if (due || (channel !== undefined && !concerns(channel))) {
      return;
    }
    due = true;
    setTimeout(
      () => {
        due = false;
        void load();
      },
      channel === undefined ? 0 : TOGETHER_MS,
    );
  });
}
