/**
 * A new random identifier of 128 bits, e.g. for `clientMessageId`.
 * Unlike `crypto.randomUUID` it also works on pages that were not loaded over TLS.
 */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
