import { html, type TemplateResult } from 'lit';

/** The product's sign. */
export function brandMark(size: number): TemplateResult {
  return html`<img src="/tidings.svg" width=${size} height=${size} alt="" />`;
}
