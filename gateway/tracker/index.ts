/**
 * The tracker: counts page views, events and engagement on the page that carries it, without cookies.
 *
 * <script defer data-site="KEY" src="https://GATEWAY/t.js"></script>
 *
 * It runs as a classic script among strangers, so everything stands in one function.
 */
((): void => {
  type Props = Record<string, unknown>;

  interface Options {
    props?: Props;
    revenue?: { amount: number | string; currency: string };
    interactive?: boolean;
    url?: string;
  }

  interface Tidings {
    (name: string, options?: Options): void;
    /** What was called before the tracker was there. */
    q?: [string, Options?][];
    /** Says the site's own id of the visitor, which is hidden before it is kept. */
    identify: (userId?: string) => void;
  }

  const DOWNLOAD = /\.(pdf|docx?|xlsx?|pptx?|odt|ods|csv|txt|zip|gz|7z|rar|dmg|exe|msi|pkg|apk|mp[34]|avi|mov|wav|epub)$/i;
  const EVENT = 'tidings-event';
  const PROP = 'data-tidings-prop-';

  /** Shorter stays are told only with a deeper look or a new one. */
  const WORTH_TELLING_MS = 1000;

  const script = document.currentScript as HTMLScriptElement | null;
  const settings = script?.dataset;
  if (!script || !settings?.['site']) {
    return;
  }
  const api = settings['api'] ?? new URL('/api/analytics/hits', script.src).href;
  const isOn = (setting: string): boolean => settings[setting] !== 'false';

  let page = '';
  let pageUrl = '';
  let userId: string | undefined;
  let since = 0;
  let engagedMs = 0;
  let depth = 0;
  let toldDepth = 0;

  /** Whether the browser is to be counted; what else its user wants, it says by headers. */
  const mayTell = (): boolean => {
    try {
      return localStorage.getItem('tidings_ignore') !== 'true';
    } catch {
      return true; // Without storage, nobody can have asked not to be counted by it.
    }
  };

  const send = (hit: object): void => {
    if (mayTell()) {
      // As text, a hit needs no preflight; kept alive, it outlives the page.
      fetch(api, {
        method: 'POST',
        keepalive: true,
        credentials: 'omit',
        body: JSON.stringify({
          site: settings['site'],
          hits: [{ screenWidth: screen.width, language: navigator.language, automated: navigator.webdriver, userId, ...hit }],
        }),
      }).catch(() => {});
    }
  };

  /** Starts and stops the clock: a page engages while it is in front and has the focus. */
  const clock = (): void => {
    const now = performance.now();
    if (since) {
      engagedMs += now - since;
    }
    since = document.visibilityState === 'visible' && document.hasFocus() ? now : 0;
  };

  const look = (): void => {
    const { scrollHeight } = document.documentElement;
    depth = Math.max(depth, Math.min(100, Math.round((100 * (scrollY + innerHeight)) / (scrollHeight || 1))));
  };

  const tellEngagement = (): void => {
    clock();
    if (page && (engagedMs >= WORTH_TELLING_MS || depth > toldDepth)) {
      send({ type: 'engagement', url: pageUrl, engagedMs: Math.round(engagedMs), scrollDepth: depth });
      engagedMs = 0;
      toldDepth = depth;
    }
  };

  const view = (again?: boolean): void => {
    const path = location.pathname + (settings['hash'] === 'true' ? location.hash : '');
    if (path === page && !again) {
      return;
    }
    tellEngagement();
    const referrer = pageUrl || document.referrer;
    page = path;
    pageUrl = location.href;
    engagedMs = depth = toldDepth = 0;
    send({ type: 'pageview', url: pageUrl, title: document.title, referrer });
    look();
  };

  const tidings = ((name: string, options: Options = {}): void => {
    if (name === 'pageview') {
      view(true);
    } else {
      send({ type: 'event', name, url: location.href, ...options });
    }
  }) as Tidings;
  tidings.identify = (id?: string): void => {
    userId = id;
  };
  const before = (window as { tidings?: Tidings }).tidings?.q ?? [];
  (window as { tidings?: Tidings }).tidings = tidings;

  const click = (event: MouseEvent): void => {
    if (event.type === 'auxclick' && event.button !== 1) {
      return;
    }
    const target = event.target as Element;
    const named = target.closest(`[data-${EVENT}]`);
    if (named) {
      const props: Props = {};
      for (const { name, value } of named.attributes) {
        if (name.startsWith(PROP)) {
          props[name.slice(PROP.length)] = value;
        }
      }
      tidings(named.getAttribute(`data-${EVENT}`) ?? '', { props });
    }
    const link = target.closest<HTMLAnchorElement>('a[href]');
    if (!link || !/^http/.test(link.protocol)) {
      return;
    }
    const url = link.origin + link.pathname;
    if (isOn('downloads') && DOWNLOAD.test(link.pathname)) {
      tidings('File Download', { props: { url } });
    } else if (isOn('outbound') && link.host !== location.host) {
      tidings('Outbound Link: Click', { props: { url } });
    }
  };

  const start = (): void => {
    clock();
    if (isOn('auto')) {
      view();
      const push = history.pushState;
      history.pushState = function (...args): void {
        push.apply(this, args);
        view();
      };
      addEventListener('popstate', () => view());
      addEventListener('hashchange', () => view());
      // A page that comes back from the browser's memory is seen again.
      addEventListener('pageshow', (event) => event.persisted && view(true));
    }
    for (const call of before) {
      tidings(...call);
    }
    addEventListener('scroll', look, { passive: true });
    addEventListener('focus', clock);
    addEventListener('blur', tellEngagement);
    document.addEventListener('visibilitychange', tellEngagement);
    addEventListener('pagehide', tellEngagement);
    document.addEventListener('click', click, true);
    document.addEventListener('auxclick', click, true);
  };

  // A page that is fetched in advance is not seen yet.
  if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener('prerenderingchange', start, { once: true });
  } else {
    start();
  }
})();
