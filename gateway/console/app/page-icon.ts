/** What the page's icon tells somebody who looks at another tab. */
export type IconState = 'nothing' | 'unread' | 'mentioned';

const ICONS: Record<IconState, string> = {
  nothing: '/tidings.svg',
  unread: '/tidings-unread.svg',
  mentioned: '/tidings-mentioned.svg',
};

export function showOnIcon(state: IconState): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link !== null && link.getAttribute('href') !== ICONS[state]) {
    link.setAttribute('href', ICONS[state]);
  }
}
