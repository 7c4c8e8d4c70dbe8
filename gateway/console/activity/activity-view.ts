import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { explain } from '../app/notices';
import { Observe } from '../app/store';
import { clockTime, dayName, fullTime, sameDay } from '../app/time';
import { controls } from '../theme/controls';
import { icon } from '../theme/icons';
import type { Activity, ActivityStore } from './activity-store';

const CIRCLES: Readonly<Record<Activity['visibility'], string>> = {
  public: '',
  team: 'For your team',
  private: 'For you',
};

/** What happened in the workspace, day by day, the newest first. */
@customElement('activity-view')
export class ActivityView extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-block-size: 0;
        block-size: 100%;
      }

      .head {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        padding: 0.65rem 0.75rem 0.65rem 1.25rem;
        min-block-size: 3.75rem;
        border-block-end: 1px solid var(--line);
      }

      h2 {
        flex: 1;
        font-size: var(--text-l);
      }

      .scroll {
        overflow-y: auto;
        padding: 1rem 1.25rem 2rem;
      }

      h3 {
        margin-block: 1.25rem 0.5rem;
      }

      h3:first-child {
        margin-block-start: 0;
      }

      li {
        display: grid;
        grid-template-columns: 3.25rem minmax(0, 1fr);
        column-gap: 0.75rem;
        padding-block: 0.5rem;
      }

      time {
        font-size: var(--text-xs);
        color: var(--ink-faint);
        font-variant-numeric: tabular-nums;
        padding-block-start: 0.15rem;
      }

      .title {
        overflow-wrap: anywhere;
      }

      .more {
        font-size: var(--text-s);
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }

      .circle {
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }
    `,
  ];

  @property({ attribute: false }) activities!: ActivityStore;

  constructor() {
    super();
    new Observe(this, () => this.activities);
  }

  protected override firstUpdated(): void {
    void this.activities.load();
  }

  override render() {
    return html`
      <div class="head">
        <h2 id="heading">Activity</h2>
        <a class="icon-button" href="#/" aria-label="Close the activity" title="Close">${icon('close')}</a>
      </div>
      <div class="scroll" role="region" aria-labelledby="heading" tabindex="0">${this.renderItems()}</div>
    `;
  }

  private renderItems() {
    const { items, older, failure } = this.activities.state;
    if (failure !== undefined) {
      return html`<p class="error" role="alert">
        ${explain(failure)} <button class="link" @click=${() => this.activities.load()}>Try again</button>
      </p>`;
    }
    if (items === undefined) {
      return html`<p class="empty" role="status">Loading…</p>`;
    }
    if (items.length === 0) {
      return html`<p class="empty">Nothing has happened yet that you may know of.</p>`;
    }
    return html`
      ${days(items).map(
        (day) => html`<h3 class="section-title">${dayName(day[0]!.createdAt)}</h3>
          <ul>
            ${repeat(
              day,
              (activity) => activity.id,
              (activity) => html`<li>${this.renderItem(activity)}</li>`,
            )}
          </ul>`,
      )}
      ${older === undefined
        ? nothing
        : html`<button class="link" @click=${() => this.activities.loadOlder()}>Show older</button>`}
    `;
  }

  private renderItem({ title, body, visibility, createdAt, actorId }: Activity) {
    const circle = CIRCLES[visibility];
    return html`
      <time datetime=${createdAt} title=${fullTime(createdAt)}>${clockTime(createdAt)}</time>
      <div>
        <p class="title">${title}</p>
        ${body ? html`<p class="more">${body}</p>` : nothing}
        ${actorId || circle ? html`<p class="circle">${[actorId && `by ${actorId}`, circle].filter(Boolean).join(' · ')}</p>` : nothing}
      </div>
    `;
  }
}

function days(items: readonly Activity[]): readonly (readonly Activity[])[] {
  const found: Activity[][] = [];
  for (const activity of items) {
    const last = found.at(-1);
    if (last !== undefined && sameDay(last[0]!.createdAt, activity.createdAt)) {
      last.push(activity);
    } else {
      found.push([activity]);
    }
  }
  return found;
}
