import {
  AFTER_LAST_INSTANT,
  FIRST_INSTANT,
  NAMES,
  numbers,
  propertiesOf,
  STRIDE,
  userId,
  VARIANTS,
} from './population.js';

const PER_SUBJECT = 50;

/** An event as it is sent, and as it is stored. */
export interface SentEvent {
  readonly subject: string;
  readonly time: number;
  readonly name: string;
  readonly insertId: string;
  readonly variant: number;
}

/** Event number `n` of one repetition of one side: people of its own, in the order they happened in, over the year. */
export function eventAt(run: number, rows: number, n: number): SentEvent {
  const subjects = Math.max(1, Math.floor(rows / PER_SUBJECT));
  const subject = ((n % subjects) * (STRIDE % subjects)) % subjects;
  return {
    subject: userId((run + 1) * 10_000_000 + subject),
    time: FIRST_INSTANT + Math.floor((n * (AFTER_LAST_INSTANT - FIRST_INSTANT)) / rows),
    name: NAMES[n % NAMES.length] as string,
    insertId: `${String(run + 1)}-${String(n).padStart(20, '0')}`,
    variant: n % VARIANTS,
  };
}

/** One of each month, which makes the twelve partitions that no side is measured with. */
export function eventsOfMonths(): SentEvent[] {
  return numbers(0, 12).map((month) => ({ ...eventAt(-1, 1, month), time: Date.UTC(2025, month, 15) }));
}

/** JSON of the properties of each variant. */
export function variantTexts(): string[] {
  return numbers(0, VARIANTS).map(propertiesOf);
}

/** @param first the first members of an event's properties, each with its comma */
export function wireBatch(
  bodies: readonly string[],
  events: readonly SentEvent[],
  first: (event: SentEvent) => string,
): string {
  const texts = events.map((event) => {
    const { subject, time, name, insertId, variant } = event;
    const rest = (bodies[variant] ?? '{}').slice(1);
    return `{"event":"${name}","properties":{${first(event)}"time":${String(time)},"distinct_id":"${subject}","$insert_id":"${insertId}",${rest}}`;
  });
  return `[${texts.join(',')}]`;
}
