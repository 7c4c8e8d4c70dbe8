const NUMBER = new Intl.NumberFormat();

/** A number as the reader writes it. */
export function figure(count: number): string {
  return NUMBER.format(count);
}

/** A number of things: `1 view`, `2,000 views`. */
export function plural(count: number, noun: string): string {
  return `${figure(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const SIZE = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 });
const UNITS = ['bytes', 'kB', 'MB', 'GB'];

/** A number of bytes as people say it: `48 kB`. */
export function fileSize(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  return `${SIZE.format(bytes / 1_000 ** power)} ${UNITS[power]}`;
}
