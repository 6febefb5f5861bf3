export interface Calendar {
  /** IANA name of the project's time zone. */
  readonly timezone: string;
  /** Public holidays, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
}

const DAY = 86_400_000;
const MOST_DAYS = 400;

/** Working days after today, up to and with the day of `dueAt`, in the project's own calendar; 0 where that day is today or has gone by. */
export function workingDaysUntil(dueAt: string, now: number, { timezone, holidays }: Calendar): number {
  const dayOf = dayIn(timezone);
  const last = dayOf(new Date(dueAt));
  const free = new Set(holidays);
  let count = 0;
  let day = Date.parse(dayOf(new Date(now)));
  for (let days = 0; days < MOST_DAYS; days += 1) {
    day += DAY;
    const name = new Date(day).toISOString().slice(0, 10);
    if (name > last) break;
    const weekday = new Date(day).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !free.has(name)) count += 1;
  }
  return count;
}

/** The calendar day of a moment, `YYYY-MM-DD`; in UTC where the browser does not know the zone. */
function dayIn(timeZone: string): (date: Date) => string {
  try {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    return (date) => format.format(date);
  } catch {
    return (date) => date.toISOString().slice(0, 10);
  }
}
