import { BROWSER_FETCH, type Fetch } from './fetch.ts';
import type { Position } from './frame.ts';
import { ProblemError } from './problem.ts';

/** A page of a list; the cursors are opaque and absent at the list's ends. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string | null;
  readonly prevCursor?: string | null;
  /**
   * Where the list's channel stood when the list was read: what {@link TidingsClient.subscribe} and
   * {@link TidingsClient.resumeFrom} take. Nothing between the list and the events is missed.
   */
  readonly position?: Position | null;
}

export interface RestClientOptions {
  /** Origin of the gateway; empty for the page's own. */
  readonly origin?: string;
  readonly token: () => string | undefined;
  /** Called when the token was refused. */
  readonly unauthenticated?: () => void;
  readonly fetch?: Fetch;
}

const LARGEST_PAGE = 200;

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** The gateway's REST API: JSON in and out, the token added, errors as {@link ProblemError}. */
export class RestClient {
  readonly #options: RestClientOptions;

  constructor(options: RestClientOptions) {
    this.#options = options;
  }

  get<T>(path: string, query: Query = {}): Promise<T> {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        parameters.set(name, String(value));
      }
    }
    const separator = path.includes('?') ? '&' : '?';
    return this.#send<T>('GET', parameters.size > 0 ? path + separator + parameters : path);
  }

  /** All items of a list, page by page. Only for lists that are known to be short. */
  async all<T>(path: string): Promise<readonly T[]> {
    const items: T[] = [];
    let cursor: string | undefined;
    do {
      const page: Page<T> = await this.get(path, { limit: LARGEST_PAGE, cursor });
      items.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return items;
  }

  /** Resolves with the answer's body, or with `undefined` when it has none. */
  post<T = void>(path: string, body?: unknown): Promise<T> {
    return this.#send<T>('POST', path, body);
  }

  put<T = void>(path: string, body?: unknown): Promise<T> {
    return this.#send<T>('PUT', path, body);
  }

  /** With `ifMatch`, an entity tag, only that version is changed; otherwise the answer is 412. */
  patch<T = void>(path: string, body: unknown, ifMatch?: string): Promise<T> {
    return this.#send<T>('PATCH', path, body, ifMatch === undefined ? {} : { 'If-Match': ifMatch });
  }

  /** Carried out even if the page that asks is left. */
  async delete(path: string): Promise<void> {
    await this.#send('DELETE', path, undefined, {}, true);
  }

  /** What isn't JSON, whole. */
  async blob(path: string): Promise<Blob> {
    return (await this.#fetch('GET', path, { Accept: '*/*' })).blob();
  }

  /**
   * Sends a file. Browsers tell how far an upload is by `XMLHttpRequest` only, so this needs one.
   *
   * @param progress called with the bytes that are sent
   * @param signal ends the upload; the promise is then rejected like that of a server that can't be reached
   */
  upload<T>(path: string, content: Blob, progress: (sent: number) => void, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('PUT', (this.#options.origin ?? '') + path);
      request.setRequestHeader('Accept', 'application/json, application/problem+json');
      request.setRequestHeader('Authorization', `Bearer ${this.#options.token() ?? ''}`);
      request.upload.onprogress = (event) => progress(event.loaded);
      request.onerror = request.onabort = () => reject(ProblemError.unreachable());
      request.onload = () => {
        if (request.status >= 200 && request.status < 300) {
          resolve(JSON.parse(request.responseText) as T);
        } else {
          const { status, statusText } = request;
          ProblemError.of(new Response(request.responseText, { status, statusText })).then(reject, reject);
        }
      };
      signal.addEventListener('abort', () => request.abort(), { once: true });
      request.send(content);
    });
  }

  async #send<T>(
    method: string,
    path: string,
    body?: unknown,
    further: Readonly<Record<string, string>> = {},
    keepalive = false,
  ): Promise<T> {
    const response = await this.#fetch(
      method,
      path,
      {
        Accept: 'application/json, application/problem+json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...further,
      },
      { ...(keepalive && { keepalive }), ...(body !== undefined && { body: JSON.stringify(body) }) },
    );
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async #fetch(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    init: RequestInit = {},
  ): Promise<Response> {
    const token = this.#options.token();
    const fetcher = this.#options.fetch ?? BROWSER_FETCH;
    const response = await fetcher((this.#options.origin ?? '') + path, {
      ...init,
      method,
      headers: new Headers({ ...headers, ...(token !== undefined && { Authorization: `Bearer ${token}` }) }),
    }).catch(() => {
      throw ProblemError.unreachable();
    });
    if (!response.ok) {
      if (response.status === 401 && token !== undefined) {
        this.#options.unauthenticated?.();
      }
      throw await ProblemError.of(response);
    }
    return response;
  }
}
