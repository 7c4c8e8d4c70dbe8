import { html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import '../app/action-menu';
import type { ActionMenu, MenuEntry } from '../app/action-menu';
import { controls } from '../theme/controls';
import type { Notification } from './notification-api';
import type { NotificationStore } from './notification-store';

const HOUR_MS = 3_600_000;
const MORNING = 8;

/** What can be done with a notification. Fires `explain` with it. */
@customElement('notification-menu')
export class NotificationMenu extends LitElement {
  static override styles = controls;

  @property({ attribute: false }) notifications!: NotificationStore;
  @query('action-menu') private menu!: ActionMenu;

  open(notification: Notification, owner: Element): Promise<void> {
    return this.menu.open(this.entriesFor(notification), owner);
  }

  override render() {
    return html`<action-menu label="Notification"></action-menu>`;
  }

  private entriesFor(notification: Notification): readonly MenuEntry[] {
    const { notifications } = this;
    const { shelf } = notifications.state;
    const change = (label: string, state: 'read' | 'unread' | 'archived') => ({
      label,
      run: () => notifications.change(notification, state),
    });
    const later = (label: string, until: () => Date) => ({
      label,
      run: () => notifications.change(notification, 'snoozed', until()),
    });
    const isAway = shelf === 'archived' || shelf === 'snoozed';
    const entries: (MenuEntry | false)[] = [
      isAway && change('Back into the list', 'unread'),
      !isAway && (notification.readAt ? change('Mark as unread', 'unread') : change('Mark as read', 'read')),
      !isAway && later('In an hour', () => new Date(Date.now() + HOUR_MS)),
      !isAway && later('Tomorrow morning', () => morningIn(1)),
      !isAway && later('Next week', () => morningIn(7)),
      shelf !== 'archived' && change('Put away', 'archived'),
      {
        label: 'Why did I get this?',
        run: () => this.dispatchEvent(new CustomEvent('explain', { detail: notification })),
      },
      { label: 'Delete', run: () => notifications.delete(notification), isGrave: true },
    ];
    return entries.filter((entry) => entry !== false);
  }
}

/** By the reader's own clock, whatever it does in between. */
function morningIn(days: number): Date {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}
