import { html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import '../../app/action-menu';
import type { ActionMenu, MenuEntry } from '../../app/action-menu';
import { Route } from '../../app/route';
import { controls } from '../../theme/controls';
import type { Conversation } from '../conversation';
import { isManager, type Message, type Room } from '../model';

/** What there is to know of a message besides what is shown. */
export type Detail = 'readers' | 'edits' | 'reactors';

/** What else can be done with a message. Fires `show-detail` for what needs more room, `report` and `erase`. */
@customElement('message-menu')
export class MessageMenu extends LitElement {
  static override styles = controls;

  @property({ attribute: false }) conversation!: Conversation;
  @property({ attribute: false }) room!: Room;
  @property({ type: Boolean }) mayErase = false;
  @query('action-menu') private menu!: ActionMenu;

  open(message: Message, owner: Element): Promise<void> {
    return this.menu.open(this.entriesFor(message), owner);
  }

  override render() {
    return html`<action-menu label="Message"></action-menu>`;
  }

  private entriesFor(message: Message): readonly MenuEntry[] {
    const { conversation, room } = this;
    const isOwn = message.userId === conversation.self.id;
    const manages = room.kind !== 'direct' && isManager(room.role);
    const mayPin = !room.archivedAt && (room.kind === 'channel' ? manages : room.role !== 'guest');
    const entries: (MenuEntry | false)[] = [
      mayPin && {
        label: message.pinnedAt ? 'Unpin' : 'Pin',
        run: () => conversation.setPinned(message, !message.pinnedAt),
      },
      { label: 'Copy text', run: () => this.copy(message.message) },
      { label: 'Copy link', run: () => this.copy(new URL(Route.toMessage(message.roomId, message.id), location.href).href) },
      { label: 'Seen by…', run: () => this.show('readers', message) },
      message.reactions.length > 0 && { label: 'Reactions…', run: () => this.show('reactors', message) },
      Boolean(message.editedAt) && { label: 'Earlier versions…', run: () => this.show('edits', message) },
      !isOwn && { label: 'Report…', run: () => this.fire('report', message) },
      (isOwn || manages) && { label: 'Delete', run: () => conversation.deletions.remove(message), isGrave: true },
      this.mayErase && { label: 'Erase for good…', run: () => this.fire('erase', message), isGrave: true },
    ];
    return entries.filter((entry) => entry !== false);
  }

  private async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
    } catch (error) {
      this.conversation.notices.failed('It could not be copied', error);
    }
  }

  private show(detail: Detail, message: Message): void {
    this.fire('show-detail', { detail, message });
  }

  private fire(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
