import { css } from 'lit';

/** What every component starts from: sizes, focus rings, buttons, fields, and text for screen readers only. */
export const controls = css`
  :host {
    display: block;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
    background: none;
    border: 0;
    border-radius: var(--radius-s);
    padding: 0;
    text-align: inherit;
  }

  button:disabled {
    cursor: default;
    opacity: 0.5;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45rem;
    min-height: 2.25rem;
    padding: 0.35rem 0.9rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    font-weight: 550;
    font-size: var(--text-s);
    white-space: nowrap;
    transition: background 120ms;
  }

  .button:hover:enabled {
    background: var(--hover);
  }

  .button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }

  .button.primary:hover:enabled {
    background: var(--accent-hover);
  }

  .icon-button {
    display: inline-grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border-radius: var(--radius);
    color: var(--ink-soft);
    position: relative;
    flex: none;
  }

  .icon-button:hover:enabled {
    background: var(--hover);
    color: var(--ink);
  }

  .link {
    color: var(--accent-ink);
    font-weight: 550;
    text-decoration: underline;
    text-decoration-color: color-mix(in srgb, currentColor 35%, transparent);
    text-underline-offset: 0.2em;
  }

  .link:hover {
    text-decoration-color: currentColor;
  }

  label,
  .label {
    display: block;
    font-size: var(--text-s);
    font-weight: 550;
    color: var(--ink-soft);
    margin-block-end: 0.3rem;
  }

  input:not([type='checkbox'], [type='radio']),
  textarea {
    inline-size: 100%;
    font: inherit;
    color: inherit;
    background: var(--surface);
    border: 1px solid var(--field);
    border-radius: var(--radius);
    padding: 0.5rem 0.75rem;
    min-height: 2.5rem;
  }

  input::placeholder,
  textarea::placeholder {
    color: var(--ink-faint);
    opacity: 1;
  }

  input:focus-visible,
  textarea:focus-visible {
    outline-offset: -1px;
    border-color: var(--focus);
  }

  input[type='checkbox'],
  input[type='radio'] {
    accent-color: var(--accent);
    inline-size: 1rem;
    block-size: 1rem;
    margin: 0;
    flex: none;
  }

  .error {
    color: var(--alert);
    background: var(--alert-soft);
    border-radius: var(--radius);
    padding: 0.6rem 0.8rem;
    font-size: var(--text-s);
    overflow-wrap: anywhere;
  }

  .badge {
    display: inline-grid;
    place-items: center;
    min-inline-size: 1.25rem;
    block-size: 1.25rem;
    padding-inline: 0.35rem;
    border-radius: 1rem;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.6875rem;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    line-height: 1;
  }

  .section-title {
    font-size: var(--text-xs);
    font-weight: 650;
    letter-spacing: 0.06em;
    text-transform: uppercase;
    color: var(--ink-faint);
  }

  .empty {
    color: var(--ink-faint);
    font-size: var(--text-s);
    text-wrap: balance;
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 1ms !important;
    }
  }
`;
