import { ProblemError } from '@tidings/client';
import { Store } from './store';

/** Something that went wrong, to be told once. */
export interface Notice {
  readonly id: number;
  readonly title: string;
  readonly detail: string | undefined;
}

const SHOWN_MS = 8_000;

/** Failures that have no better place on the page. Each goes away by itself or when it is dismissed. */
export class Notices extends Store<{ notices: readonly Notice[] }> {
  #lastId = 0;

  constructor() {
    super({ notices: [] });
  }

  /** Shows what a failed request said about itself. */
  failed(doing: string, error: unknown): void {
    const id = ++this.#lastId;
    this.update({ notices: [...this.state.notices, { id, title: doing, detail: explain(error) }].slice(-3) });
    setTimeout(() => this.dismiss(id), SHOWN_MS);
  }

  dismiss(id: number): void {
    this.update({ notices: this.state.notices.filter((notice) => notice.id !== id) });
  }
}

/** An error in words for the reader: a problem's title, detail and invalid fields. */
export function explain(error: unknown): string {
  if (error instanceof ProblemError) {
    const { title, detail, errors } = error.problem;
    const fields = (errors ?? []).map((field) => `${field.pointer.replace(/^\/|#\//, '')}: ${field.detail}`);
    return [detail ?? title, ...fields].join(' – ');
  }
  return error instanceof Error ? error.message : String(error);
}
