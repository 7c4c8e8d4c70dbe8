/* Shows what is pushed to this browser, also while no page is open, and goes there when it is clicked. */
'use strict';

const ICON = '/tidings.svg';

addEventListener('install', () => skipWaiting());

addEventListener('push', (event) => event.waitUntil(show(event.data)));

addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { link, actions } = event.notification.data;
  const chosen = actions.find((action) => action.action === event.action);
  event.waitUntil(open(chosen === undefined ? link : chosen.url));
});

/** Whatever was pushed, something is shown: browsers take the permission from pages that push unseen. */
function show(data) {
  let message = {};
  try {
    message = data.json();
  } catch {
    // What can't be read is shown as news of no content.
  }
  const actions = (message.actions || []).map(({ label, url }, at) => ({ action: `action-${at}`, title: label, url }));
  return registration.showNotification(message.title || 'New notification', {
    body: message.body || '',
    tag: message.tag || message.id,
    icon: ICON,
    badge: ICON,
    image: message.image || undefined,
    requireInteraction: message.priority === 'urgent',
    actions: actions.map(({ action, title }) => ({ action, title })),
    data: { link: message.link || '/', actions },
  });
}

/** A page that is open goes there; else one is opened. */
async function open(link) {
  const address = placeOf(new URL(link, location.origin));
  if (address.origin === location.origin) {
    const [page] = await clients.matchAll({ type: 'window', includeUncontrolled: true });
    if (page !== undefined) {
      page.postMessage({ kind: 'go', hash: address.hash });
      return page.focus();
    }
  }
  return clients.openWindow(address.href);
}

/** The product's own paths, as this console shows them: rooms and their messages; of others it has no page. */
function placeOf(address) {
  if (address.origin !== location.origin) {
    return address;
  }
  const room = /^\/chat\/rooms\/([^/]+)$/.exec(address.pathname);
  const message = address.searchParams.get('message');
  const place = room === null ? '' : `rooms/${room[1]}${message === null ? '' : `/at/${encodeURIComponent(message)}`}`;
  return new URL(`/#/${place}`, location.origin);
}
