import type { ConnectionState, TidingsClient } from '@tidings/client';
import { Store } from './store';

/** The state of the live connection, for showing it. */
export class ConnectionStore extends Store<{ connection: ConnectionState }> {
  constructor(client: TidingsClient) {
    super({ connection: client.state });
    client.onState((connection) => this.update({ connection }));
  }
}
