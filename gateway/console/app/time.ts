const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const SHORT_DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const RELATIVE_DAY = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** Hours and minutes in the reader's time zone. */
export function clockTime(time: string): string {
  return CLOCK.format(new Date(time));
}

/** Date and time, written out. */
export function fullTime(time: string): string {
  return FULL.format(new Date(time));
}

/** Today, yesterday, or the date. */
export function dayName(time: string): string {
  const days = daysAgo(time);
  return days <= 1 ? capitalised(RELATIVE_DAY.format(-days, 'day')) : DAY.format(new Date(time));
}

/** The time for today, otherwise the day: short enough for a list. */
export function shortTime(time: string): string {
  return daysAgo(time) === 0 ? clockTime(time) : SHORT_DAY.format(new Date(time));
}

export function sameDay(one: string, other: string): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

function daysAgo(time: string): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(new Date()) - midnight(new Date(time))) / 86_400_000);
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
