/** Numbers and dates as a page says them; times in UTC. */
export function day(date: Date): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

export function period(first: Date, last: Date): string {
  const [from, to] = [day(first), day(last)];
  return from === to ? from : `${from} to ${to}`;
}

/** `2026-03` → March 2026. */
export function monthName(month: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
}

export function number(count: number): string {
  return count.toLocaleString('en-US');
}

/** 1 record, 2 records. */
export function plural(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
}

export function list(names: readonly string[], none: string): string {
  return names.length === 0 ? none : names.join('; ');
}
