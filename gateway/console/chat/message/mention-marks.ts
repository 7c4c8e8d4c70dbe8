import type { Message } from '../model';
import type { TextMarks } from './rich-text';

const EVERYBODY = ['room', 'channel', 'here'];

/** Marks what the server has recognised as mentions in a message, those of the reader in particular. */
export function mentionMarks(message: Message, self: string): TextMarks {
  const names = [...message.mentions, ...(message.mentionsRoom ? EVERYBODY : [])];
  if (names.length === 0) {
    return (text) => [text];
  }
  const mention = pattern(names);
  return (text) =>
    text.split(mention).map((part, index) => {
      // Every second part is what the pattern has caught.
      return index % 2 === 0 ? part : marked(part, self);
    });
}

/** `@` with one of the names; the longest one wins, so that `@bob.smith` is not `@bob`. */
function pattern(names: readonly string[]): RegExp {
  const choices = [...names].sort((one, other) => other.length - one.length).map(escaped);
  return new RegExp(`(@(?:${choices.join('|')})(?![A-Za-z0-9_]))`, 'iu');
}

function marked(mention: string, self: string): HTMLElement {
  const name = mention.slice(1);
  const mark = document.createElement('mark');
  mark.className = name === self || EVERYBODY.includes(name.toLowerCase()) ? 'mention self' : 'mention';
  mark.textContent = mention;
  return mark;
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
