import { html, type TemplateResult } from 'lit';

const ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]']/;

/**
 * A message's text with mentions and web addresses marked. The text is never taken for markup, and only
 * mentions that the server has recognised as members count.
 */
export function messageText(text: string, mentions: readonly string[], self: string): TemplateResult {
  const parts: (string | TemplateResult)[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern(mentions))) {
    parts.push(text.slice(end, match.index), marked(match[0], match[1], self));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return html`${parts}`;
}

/** Finds addresses, and `@` with one of the ids; the longest id wins, so that `@bob.smith` is not `@bob`. */
function pattern(mentions: readonly string[]): RegExp {
  if (mentions.length === 0) {
    return new RegExp(ADDRESS, 'gu');
  }
  const ids = [...mentions].sort((one, other) => other.length - one.length).map(escaped);
  return new RegExp(`${ADDRESS.source}|@(${ids.join('|')})(?![A-Za-z0-9_])`, 'gu');
}

function marked(token: string, mentioned: string | undefined, self: string): TemplateResult {
  return mentioned === undefined
    ? html`<a href=${token} target="_blank" rel="noopener noreferrer nofollow">${token}</a>`
    : html`<mark class=${mentioned === self ? 'mention self' : 'mention'}>${token}</mark>`;
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
