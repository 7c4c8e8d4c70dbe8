import { css } from 'lit';

/** What the server makes of a message's Markdown, and marks in what was found. Nothing else comes onto the page. */
const ELEMENTS = new Set([
  'A', 'BLOCKQUOTE', 'BR', 'CODE', 'DEL', 'EM', 'LI', 'MARK', 'OL', 'P', 'PRE', 'STRONG', 'UL',
]);

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** Says what a run of text becomes. */
export type TextMarks = (text: string) => readonly (string | Node)[];

const NO_MARKS: TextMarks = (text) => [text];

/**
 * HTML of the server as nodes for the page. It is safe already; this is the only place where HTML that came over the
 * network becomes elements, and it trusts nobody: the HTML is read in a document of its own, where nothing is loaded or
 * run, and of it only known elements are made anew. No attribute is taken over but the address of a link and the number
 * that a list begins with.
 *
 * @param marks what becomes of text outside code and links
 */
export function richText(html: string, marks: TextMarks = NO_MARKS): DocumentFragment {
  const read = new DOMParser().parseFromString(html, 'text/html');
  const made = document.createDocumentFragment();
  made.append(...copies(read.body, marks));
  return made;
}

function copies(parent: Node, marks: TextMarks): (string | Node)[] {
  return [...parent.childNodes].flatMap((node) => {
    if (node instanceof Text) {
      return marks(node.data);
    }
    // Elements of the other document are of this one's classes: it was made here.
    return node instanceof Element ? copy(node, marks) : [];
  });
}

function copy(element: Element, marks: TextMarks): (string | Node)[] {
  const name = element.tagName;
  const content = copies(element, name === 'CODE' || name === 'A' ? NO_MARKS : marks);
  if (!ELEMENTS.has(name)) {
    return content;
  }
  const made = document.createElement(name);
  made.append(...content);
  if (made instanceof HTMLAnchorElement) {
    made.href = safeAddress(element.getAttribute('href'));
    made.target = '_blank';
    made.rel = 'noopener noreferrer nofollow ugc';
  } else if (made instanceof HTMLOListElement) {
    made.start = Number.parseInt(element.getAttribute('start') ?? '1', 10) || 1;
  }
  return [made];
}

function safeAddress(href: string | null): string {
  const url = href === null ? null : URL.parse(href);
  return url !== null && SCHEMES.has(url.protocol) ? url.href : 'about:blank';
}

/** How it looks, below an element of class `text`. */
export const richTextStyles = css`
  .text {
    overflow-wrap: anywhere;
  }

  .text :is(p, ul, ol, pre, blockquote) + :is(p, ul, ol, pre, blockquote) {
    margin-block-start: 0.4rem;
  }

  .text a {
    color: var(--accent-ink);
    text-underline-offset: 0.15em;
  }

  .text ul {
    list-style: disc;
    padding-inline-start: 1.4rem;
  }

  .text ol {
    list-style: decimal;
    padding-inline-start: 1.6rem;
  }

  .text blockquote {
    margin: 0;
    padding-inline-start: 0.8rem;
    border-inline-start: 3px solid var(--line-strong);
    color: var(--ink-soft);
  }

  .text code {
    font: 0.86em/1.45 var(--mono);
    background: var(--sunken);
    border-radius: 4px;
    padding: 0.1em 0.3em;
  }

  .text pre {
    margin: 0;
    padding: 0.55rem 0.75rem;
    overflow-x: auto;
    background: var(--sunken);
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
    white-space: pre;
    overflow-wrap: normal;
  }

  .text pre code {
    padding: 0;
    background: none;
  }

  .text mark {
    background: var(--accent-soft);
    color: var(--accent-ink);
    border-radius: 4px;
    padding: 0.05em 0.25em;
    font-weight: 600;
  }

  .text mark.self {
    background: var(--mention);
    color: var(--mention-ink);
  }
`;
