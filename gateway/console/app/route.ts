import { Store } from './store';

const ROOM = /^#\/rooms\/([^/]+)$/;

/** What the address says: which room is open. Back and forward work, and a reload stays where it was. */
export class Route extends Store<{ roomId: string | undefined }> {
  constructor() {
    super({ roomId: roomIdOf(location.hash) });
    addEventListener('hashchange', () => this.update({ roomId: roomIdOf(location.hash) }));
  }

  static toRoom(roomId: string): string {
    return `#/rooms/${encodeURIComponent(roomId)}`;
  }

  open(roomId: string): void {
    location.hash = Route.toRoom(roomId);
  }

  home(): void {
    location.hash = '#/';
  }
}

function roomIdOf(hash: string): string | undefined {
  const id = ROOM.exec(hash)?.[1];
  return id === undefined ? undefined : decodeURIComponent(id);
}
