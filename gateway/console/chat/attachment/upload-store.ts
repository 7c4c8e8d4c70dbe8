import { explain } from '../../app/notices';
import { Store } from '../../app/store';
import type { ChatApi } from '../chat-api';
import type { Attachment } from '../model';

type Progress =
  | { readonly kind: 'uploading'; readonly sent: number }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'complete'; readonly attachment: Attachment };

/** A file on its way to the server. */
export interface Upload {
  readonly file: File;
  readonly progress: Progress;
}

/** How many files a message may have. */
const MOST = 10;

/** The files that go with a message that is being written. They are sent while it is. */
export class UploadStore extends Store<{ readonly uploads: readonly Upload[] }> {
  readonly #api: ChatApi;
  readonly #aborts = new Map<File, AbortController>();

  constructor(api: ChatApi) {
    super({ uploads: [] });
    this.#api = api;
  }

  get isEmpty(): boolean {
    return this.state.uploads.length === 0;
  }

  get areComplete(): boolean {
    return this.state.uploads.every(({ progress }) => progress.kind === 'complete');
  }

  add(files: Iterable<File>): void {
    for (const file of [...files].slice(0, MOST - this.state.uploads.length)) {
      this.update({ uploads: [...this.state.uploads, { file, progress: { kind: 'uploading', sent: 0 } }] });
      void this.#upload(file);
    }
  }

  retry({ file }: Upload): void {
    this.#progress(file, { kind: 'uploading', sent: 0 });
    void this.#upload(file);
  }

  /** Takes a file away again. */
  remove({ file, progress }: Upload): void {
    this.#aborts.get(file)?.abort();
    this.update({ uploads: this.state.uploads.filter((other) => other.file !== file) });
    if (progress.kind === 'complete') {
      // What is not taken back is forgotten by the server after a while.
      this.#api.forget(progress.attachment.id).catch(() => undefined);
    }
  }

  /** Gives what is complete to a message. */
  take(): readonly Attachment[] {
    const taken = this.state.uploads.flatMap(({ progress }) => (progress.kind === 'complete' ? [progress.attachment] : []));
    this.update({ uploads: [] });
    return taken;
  }

  async #upload(file: File): Promise<void> {
    const abort = new AbortController();
    this.#aborts.set(file, abort);
    try {
      const { id } = await this.#api.reserve(file);
      const sent = (bytes: number) => this.#progress(file, { kind: 'uploading', sent: bytes });
      this.#progress(file, { kind: 'complete', attachment: await this.#api.upload(id, file, sent, abort.signal) });
    } catch (error) {
      this.#progress(file, { kind: 'failed', reason: explain(error) });
    } finally {
      this.#aborts.delete(file);
    }
  }

  #progress(file: File, progress: Progress): void {
    this.update({ uploads: this.state.uploads.map((upload) => (upload.file === file ? { file, progress } : upload)) });
  }
}
