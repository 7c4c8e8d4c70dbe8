import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { explain } from '../app/notices';
import { brandMark } from '../theme/brand-mark';
import { controls } from '../theme/controls';
import { developmentToken } from './development-token';
import type { SessionStore } from './session-store';

type Way = 'development' | 'token';

const ROLES = ['USER', 'EMPLOYEE', 'ADMIN'];
const SUGGESTIONS = [
  { user: 'alice', name: 'Alice Archer' },
  { user: 'bob', name: 'Bob Baker' },
  { user: 'carol', name: 'Carol Chandler' },
];

/** Where a session begins: as any user of a development system, or with a token from the identity provider. */
@customElement('sign-in-page')
export class SignInPage extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        block-size: 100dvh;
        overflow: auto;
        display: grid;
        place-items: center;
        padding: 1.5rem 1rem;
      }

      main {
        inline-size: 100%;
        max-inline-size: 25rem;
      }

      header {
        display: flex;
        align-items: center;
        gap: 0.9rem;
        margin-block-end: 1.5rem;
      }

      header img {
        display: block;
      }

      h1 {
        font-size: var(--text-xl);
        line-height: 1.15;
        letter-spacing: -0.02em;
      }

      header p {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }

      .card {
        background: var(--surface);
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        padding: 1.5rem;
        box-shadow: var(--shadow);
      }

      form {
        display: grid;
        gap: 1rem;
      }

      .ways {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 2px;
        padding: 3px;
        border-radius: var(--radius);
        background: var(--sunken);
        margin-block-end: 1.25rem;
      }

      .ways button {
        padding: 0.4rem;
        border-radius: calc(var(--radius) - 3px);
        text-align: center;
        font-size: var(--text-s);
        font-weight: 550;
        color: var(--ink-soft);
      }

      .ways button[aria-pressed='true'] {
        background: var(--raised);
        color: var(--ink);
        box-shadow: 0 1px 3px rgb(0 0 0 / 12%);
      }

      fieldset {
        border: 0;
        margin: 0;
        padding: 0;
      }

      legend {
        padding: 0;
      }

      .roles,
      .suggestions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 1.1rem;
      }

      .roles label {
        display: flex;
        align-items: center;
        gap: 0.45rem;
        margin: 0;
        color: var(--ink);
        font-weight: 450;
      }

      .suggestions {
        gap: 0.4rem;
        align-items: baseline;
        font-size: var(--text-s);
        color: var(--ink-soft);
      }

      .suggestions button {
        padding: 0.15rem 0.6rem;
        border: 1px solid var(--line);
        border-radius: 1rem;
        background: var(--paper);
        color: var(--ink);
      }

      .suggestions button:hover {
        border-color: var(--line-strong);
      }

      textarea {
        font-family: var(--mono);
        font-size: var(--text-s);
        resize: vertical;
        min-block-size: 8rem;
        overflow-wrap: anywhere;
      }

      .button.primary {
        min-height: 2.75rem;
        font-size: var(--text-m);
      }

      .hint {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
    `,
  ];

  @property({ attribute: false }) sessions!: SessionStore;
  @state() private way: Way = 'development';
  @state() private busy = false;
  @state() private error: string | undefined;

  override render() {
    return html`
      <main>
        <header>
          ${brandMark(44)}
          <div>
            <h1>Tidings</h1>
            <p>Chat, presence, notifications and page views, live.</p>
          </div>
        </header>
        <div class="card">
          <div class="ways" role="group" aria-label="How to sign in">
            ${this.renderWay('development', 'Development user')} ${this.renderWay('token', 'Access token')}
          </div>
          <form @submit=${this.submit}>
            ${this.way === 'development' ? this.renderDevelopment() : this.renderToken()}
            <div role="alert" ?hidden=${this.message === undefined}>
              ${this.message === undefined ? nothing : html`<p class="error">${this.message}</p>`}
            </div>
            <button class="button primary" type="submit" ?disabled=${this.busy}>
              ${this.busy ? 'Signing in…' : 'Sign in'}
            </button>
          </form>
        </div>
      </main>
    `;
  }

  private get message(): string | undefined {
    return this.error ?? this.sessions.state.ended;
  }

  private renderWay(way: Way, label: string) {
    const choose = () => {
      this.way = way;
      this.error = undefined;
    };
    return html`<button type="button" aria-pressed=${this.way === way} @click=${choose}>${label}</button>`;
  }

  private renderDevelopment() {
    return html`
      <p class="suggestions">
        Be
        ${SUGGESTIONS.map(
          (suggestion) =>
            html`<button type="button" @click=${() => this.fill(suggestion)}>${suggestion.name.split(' ')[0]}</button>`,
        )}
        or anybody:
      </p>
      <div>
        <label for="user">User id</label>
        <input
          id="user"
          name="user"
          required
          pattern="[^\\s\\/]+"
          title="Without spaces and slashes"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          placeholder="alice"
        />
      </div>
      <div>
        <label for="name">Name</label>
        <input id="name" name="name" autocomplete="name" placeholder="Alice Archer" />
      </div>
      <div>
        <label for="workspace">Workspace</label>
        <input id="workspace" name="workspace" required value="acme" autocapitalize="none" spellcheck="false" />
      </div>
      <fieldset>
        <legend class="label">Roles</legend>
        <div class="roles">
          ${ROLES.map(
            (role) =>
              html`<label><input type="checkbox" name="role" value=${role} ?checked=${role === 'USER'} />${role}</label>`,
          )}
        </div>
      </fieldset>
    `;
  }

  private renderToken() {
    return html`
      <div>
        <label for="token">Access token</label>
        <textarea
          id="token"
          name="token"
          required
          autocomplete="off"
          spellcheck="false"
          aria-describedby="token-hint"
          placeholder="eyJ…"
        ></textarea>
      </div>
      <p class="hint" id="token-hint">
        A JWT from your identity provider. It stays in this browser tab and is forgotten when you sign out.
      </p>
    `;
  }

  private fill(suggestion: { user: string; name: string }): void {
    for (const [name, value] of Object.entries(suggestion)) {
      this.renderRoot.querySelector<HTMLInputElement>(`#${name}`)!.value = value;
    }
    this.renderRoot.querySelector<HTMLButtonElement>('[type=submit]')!.focus();
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.error = undefined;
    try {
      const token = this.way === 'token' ? text(form, 'token').replace(/\s/g, '') : await this.mint(form);
      if (token !== undefined && !this.sessions.signIn(token)) {
        this.error = 'This is not a valid token: it must name a user and a workspace, and not be expired.';
      }
    } catch (error) {
      this.error = explain(error);
    } finally {
      this.busy = false;
    }
  }

  private async mint(form: FormData): Promise<string | undefined> {
    const user = text(form, 'user');
    const token = await developmentToken({
      user,
      name: text(form, 'name') || user,
      workspace: text(form, 'workspace'),
      roles: form.getAll('role').map(String),
    });
    if (token === undefined) {
      this.way = 'token';
      this.error = 'This system is not a development build: sign in with a token from your identity provider.';
    }
    return token;
  }
}

function text(form: FormData, name: string): string {
  return String(form.get(name) ?? '').trim();
}
