import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const PATHS = {
  activity: svg`<path d="M3 12h4l3-7 4 14 3-7h4"/>`,
  back: svg`<path d="M15 5l-7 7 7 7"/>`,
  bell: svg`<path d="M6 10a6 6 0 0 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7z"/><path d="M10 20.5a2.2 2.2 0 0 0 4 0"/>`,
  channel: svg`<path d="M9.500 4l-2 16M16.500 4l-2 16M4.500 9h16M3.500 15h16"/>`,
  chart: svg`<path d="M4 19h16M7 15v-4M12 15V6M17 15V9"/>`,
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  checks: svg`<path d="M2 12.5l4 4L15 7.500M11 15.800l.700.700L21 7.500"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  down: svg`<path d="M12 5v14M6 13l6 6 6-6"/>`,
  download: svg`<path d="M12 4v11M7 10.500l5 5 5-5M5 20h14"/>`,
  edit: svg`<path d="M4 20l1-4L16.500 4.500l3 3L8 19z"/><path d="M14.500 6.500l3 3"/>`,
  file: svg`<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4"/>`,
  more: svg`<path d="M6 12h.01M12 12h.01M18 12h.01" stroke-width="3"/>`,
  muted: svg`<path d="M6 10a6 6 0 0 1 9-5.200M18 11c.200 4 2 5 2 6H7M10 20.500a2.200 2.200 0 0 0 4 0M4 4l16 16"/>`,
  paperclip: svg`<path d="M19.500 11.500l-7.800 7.800a4.600 4.600 0 0 1-6.500-6.500l8-8a3.100 3.100 0 0 1 4.400 4.400l-7.900 7.900a1.500 1.500 0 0 1-2.200-2.200l7.200-7.200"/>`,
  people: svg`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.6-3.4 3.2-5.5 6.500-5.500s5.900 2.100 6.500 5.500M16 5.300a3.500 3.500 0 0 1 0 6.400M18.500 14.800c1.700.8 2.700 2.500 3 4.700"/>`,
  pin: svg`<path d="M9 4h6l-.700 6 3.200 3.500v1.500h-11v-1.500L9.700 10zM12 15v6"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  reply: svg`<path d="M10 6L4 11.500 10 17M4.500 11.500H14c3.500 0 6 2 6 6.500"/>`,
  search: svg`<circle cx="10.500" cy="10.500" r="6"/><path d="M15 15l5 5"/>`,
  send: svg`<path d="M4 12l16-7.500-5 16-3.500-6.500z"/><path d="M11.500 14L20 4.500"/>`,
  settings: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`,
  signOut: svg`<path d="M14 4H6v16h8M10.500 12H21M17.500 8.500L21 12l-3.500 3.500"/>`,
  smile: svg`<circle cx="12" cy="12" r="8.500"/><path d="M8.500 14c1.800 2.600 5.200 2.600 7 0M9 9.500h.01M15 9.500h.01"/>`,
  thread: svg`<path d="M4 5h16v11h-9l-4 4v-4H4zM8 9.500h8M8 12.500h5"/>`,
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
