import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { explain } from '../../app/notices';
import { Route } from '../../app/route';
import { plural } from '../../app/words';
import { controls } from '../../theme/controls';
import { dialogs } from '../../theme/dialogs';
import { icon } from '../../theme/icons';
import type { Channel, ChatApi } from '../chat-api';
import type { RoomStore } from '../room-store';

const PAUSE_MS = 200;

/** The channels of the workspace, to look through and join. */
@customElement('channel-dialog')
export class ChannelDialog extends LitElement {
  static override styles = [
    controls,
    dialogs,
    css`
      .body {
        display: grid;
        gap: 0.75rem;
        align-content: start;
        min-block-size: 20rem;
      }

      li {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding-block: 0.55rem;
      }

      li + li {
        border-block-start: 1px solid var(--line);
      }

      .what {
        flex: 1;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }

      .name {
        font-weight: 600;
      }

      .topic {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }

      .count {
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }
    `,
  ];

  @property({ attribute: false }) api!: ChatApi;
  @property({ attribute: false }) rooms!: RoomStore;
  @state() private channels: readonly Channel[] | undefined;
  @state() private more: string | undefined;
  @state() private error: string | undefined;
  @state() private joining: string | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('input') private field!: HTMLInputElement;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private latest = 0;

  open(): void {
    this.channels = undefined;
    this.field.value = '';
    this.dialog.showModal();
    void this.load();
  }

  override render() {
    return html`<dialog aria-labelledby="heading">
      <div class="head">
        <h2 id="heading">Channels</h2>
        <button class="icon-button" aria-label="Close" @click=${() => this.dialog.close()}>${icon('close')}</button>
      </div>
      <div class="body">
        <input type="search" aria-label="Find a channel" placeholder="Find a channel" autocomplete="off" @input=${this.typed} />
        ${this.error === undefined ? nothing : html`<p class="error" role="alert">${this.error}</p>`}
        ${this.renderChannels()}
      </div>
    </dialog>`;
  }

  private renderChannels() {
    if (this.channels === undefined) {
      return this.error === undefined ? html`<p class="empty" role="status">Loading…</p>` : nothing;
    }
    if (this.channels.length === 0) {
      return html`<p class="empty" role="status">There is no such channel.</p>`;
    }
    return html`<ul>
        ${repeat(
          this.channels,
          (channel) => channel.id,
          (channel) => this.renderChannel(channel),
        )}
      </ul>
      ${this.more === undefined
        ? nothing
        : html`<button class="link" @click=${() => this.load(this.more)}>Show more</button>`}`;
  }

  private renderChannel(channel: Channel) {
    const isMember = channel.isMember || this.rooms.room(channel.id) !== undefined;
    return html`<li>
      <div class="what">
        <p class="name">${channel.name}</p>
        ${channel.topic ? html`<p class="topic">${channel.topic}</p>` : nothing}
        <p class="count">${plural(channel.memberCount, 'member')}</p>
      </div>
      <button
        class="button ${isMember ? '' : 'primary'}"
        aria-label="${isMember ? 'Open' : 'Join'} ${channel.name}"
        ?disabled=${this.joining === channel.id}
        @click=${() => this.enter(channel, isMember)}
      >
        ${isMember ? 'Open' : 'Join'}
      </button>
    </li>`;
  }

  private typed(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.load(), PAUSE_MS);
  }

  private async load(cursor?: string): Promise<void> {
    const asked = ++this.latest;
    this.error = undefined;
    try {
      const page = await this.api.channels(this.field.value.trim(), cursor);
      if (asked === this.latest) {
        this.channels = [...(cursor === undefined ? [] : (this.channels ?? [])), ...page.items];
        this.more = page.nextCursor ?? undefined;
      }
    } catch (error) {
      if (asked === this.latest) {
        this.error = explain(error);
      }
    }
  }

  private async enter(channel: Channel, isMember: boolean): Promise<void> {
    this.joining = channel.id;
    this.error = undefined;
    try {
      if (!isMember) {
        await this.rooms.join(channel.id);
      }
      this.dialog.close();
      location.hash = Route.toRoom(channel.id);
    } catch (error) {
      this.error = explain(error);
    } finally {
      this.joining = undefined;
    }
  }
}
