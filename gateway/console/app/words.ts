const NUMBER = new Intl.NumberFormat();

/** A number as the reader writes it. */
export function figure(count: number): string {
  return NUMBER.format(count);
}

/** A number of things: `1 view`, `2,000 views`. */
export function plural(count: number, noun: string): string {
  return `${figure(count)} ${noun}${count === 1 ? '' : 's'}`;
}
