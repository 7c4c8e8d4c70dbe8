import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Session } from '../session/session';
import { SessionStore } from '../session/session-store';
import '../session/sign-in-page';
import './console-shell';
import { LiveScope } from './live-scope';
import { Observe } from './store';

/** The whole page: the sign-in, or the console of who is signed in. */
@customElement('tidings-app')
export class TidingsApp extends LitElement {
  static override styles = css`
    :host {
      display: block;
      block-size: 100dvh;
    }
  `;

  private readonly sessions = new SessionStore();
  private scope: LiveScope | undefined;

  constructor() {
    super();
    new Observe(this, () => this.sessions);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.scope?.stop();
    this.scope = undefined;
  }

  override render() {
    return this.scope === undefined
      ? html`<sign-in-page .sessions=${this.sessions}></sign-in-page>`
      : html`<console-shell .scope=${this.scope} @sign-out=${this.signOut}></console-shell>`;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { session } = this.sessions.state;
    if (session !== this.scope?.session) {
      this.scope?.stop();
      this.scope = session === undefined ? undefined : this.begin(session);
    }
  }

  private signOut(): void {
    // Asked for with the token that is forgotten right after; a push service that is away keeps nobody in.
    void this.scope?.push.leave().catch(() => undefined);
    this.sessions.signOut();
  }

  private begin(session: Session): LiveScope {
    const scope = new LiveScope(session, () => this.sessions.signOut('Your session has ended. Please sign in again.'));
    scope.start();
    return scope;
  }
}
