/** A user as other users see them. */
export interface Person {
  readonly id: string;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly profileImage?: string | null;
}

/** The full name, or the id of somebody whose name isn't known. */
export function displayName(person: Person): string {
  return [person.firstName, person.lastName].filter(Boolean).join(' ') || person.id;
}

/** One or two letters that stand for the person. */
export function initials(person: Person): string {
  const words = displayName(person).split(/[\s._-]+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined];
  return letters.map((word) => (word === undefined ? '' : [...word][0])).join('').toLocaleUpperCase();
}

/** The same person always gets the same of `count` tints. */
export function tint(id: string, count: number): number {
  // FNV-1a; its upper half is mixed better than its lowest bits.
  let hash = 0x811c9dc5;
  for (const character of id) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  }
  return (hash >>> 16) % count;
}
