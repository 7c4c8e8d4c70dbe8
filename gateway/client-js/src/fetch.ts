/** What is used of a browser's `fetch`. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export const BROWSER_FETCH: Fetch = (url, init) => fetch(url, init);
