import { displayName, type Person } from '../app/person';

/** A mention that is being written: where its `@` stands, and what follows it up to the caret. */
export interface MentionQuery {
  readonly start: number;
  readonly typed: string;
}

/** An `@` inside an e-mail address begins no mention. */
const BEGUN = /(?:^|[^\p{L}\p{N}_.+@-])@([^\s@]*)$/u;

const SHOWN = 6;

/** The mention that the caret stands at the end of, if any. */
export function mentionQuery(text: string, caret: number): MentionQuery | undefined {
  const typed = BEGUN.exec(text.slice(0, caret))?.[1];
  return typed === undefined ? undefined : { start: caret - typed.length - 1, typed };
}

/** The people whose id or one of whose names begins with what was typed. */
export function candidates(people: readonly Person[], typed: string): readonly Person[] {
  const wanted = typed.toLocaleLowerCase();
  return people
    .filter((person) => [person.id, ...displayName(person).split(' ')].some((name) => begins(name, wanted)))
    .slice(0, SHOWN);
}

function begins(name: string, wanted: string): boolean {
  return name.toLocaleLowerCase().startsWith(wanted);
}
