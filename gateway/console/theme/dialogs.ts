import { css } from 'lit';

/** What dialogs have in common: a heading with a way out, and content that scrolls. */
export const dialogs = css`
  dialog {
    inline-size: min(28rem, calc(100vw - 2rem));
    max-block-size: calc(100dvh - 2rem);
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--raised);
    color: var(--ink);
    box-shadow: var(--shadow);
    overflow: hidden;
    --surround: var(--raised);
  }

  dialog[open] {
    display: flex;
    flex-direction: column;
  }

  dialog::backdrop {
    background: var(--scrim);
  }

  dialog > .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    padding: 0.9rem 1rem 0.6rem 1.5rem;
  }

  dialog > .head h2 {
    font-size: var(--text-l);
  }

  dialog > .body {
    padding: 0 1.5rem 1.5rem;
    overflow-y: auto;
  }

  dialog .foot {
    display: flex;
    justify-content: end;
    gap: 0.6rem;
  }
`;
