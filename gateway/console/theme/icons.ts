import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const PATHS = {
  back: svg`<path d="M15 5l-7 7 7 7"/>`,
  bell: svg`<path d="M6 10a6 6 0 0 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7z"/><path d="M10 20.5a2.2 2.2 0 0 0 4 0"/>`,
  chart: svg`<path d="M4 19h16M7 15v-4M12 15V6M17 15V9"/>`,
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  people: svg`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.6-3.4 3.2-5.5 6.500-5.500s5.900 2.100 6.500 5.500M16 5.300a3.500 3.500 0 0 1 0 6.400M18.500 14.800c1.700.8 2.700 2.500 3 4.700"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  send: svg`<path d="M4 12l16-7.500-5 16-3.500-6.500z"/><path d="M11.500 14L20 4.500"/>`,
  signOut: svg`<path d="M14 4H6v16h8M10.500 12H21M17.500 8.500L21 12l-3.500 3.500"/>`,
} satisfies Record<string, SVGTemplateResult>;

/** A line drawing in the text's colour, for the eye only: whatever it stands for is also said in words. */
export function icon(name: keyof typeof PATHS, size = 20): TemplateResult {
  return html`<svg
    viewBox="0 0 24 24"
    width=${size}
    height=${size}
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${PATHS[name]}
  </svg>`;
}
