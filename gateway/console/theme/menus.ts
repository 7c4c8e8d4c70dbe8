import { css } from 'lit';

/** A list of actions in a popover. */
export const menus = css`
  .menu {
    padding: 0.35rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--ink);
    box-shadow: var(--shadow);
    min-inline-size: 11rem;
  }

  .menu button {
    display: block;
    inline-size: 100%;
    padding: 0.4rem 0.7rem;
    font-size: var(--text-s);
  }

  .menu button:hover,
  .menu button:focus-visible {
    background: var(--hover);
  }

  .menu .grave {
    color: var(--alert);
  }
`;
