const ENCODER = new TextEncoder();

/**
 * The name by which a room's page is known to others: whoever is not in the room can't tell from it which room it is.
 * `undefined` where the browser can't make it, which is on pages without TLS.
 */
export async function pageName(roomId: string | undefined): Promise<string | undefined> {
  if (roomId === undefined) {
    return '/console';
  }
  if (globalThis.crypto?.subtle === undefined) {
    return undefined;
  }
  const digest = await crypto.subtle.digest('SHA-256', ENCODER.encode(`tidings-room/${roomId}`));
  const hex = [...new Uint8Array(digest, 0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `/console/rooms/${hex}`;
}
