import { useIntl } from 'react-intl';

/** `2026-03` in the reader's words. Months are counted in UTC, whatever the reader's zone. */
export function useMonthName(): (month: string) => string {
  const intl = useIntl();
  return (month) =>
    intl.formatDate(new Date(`${month}-01T00:00:00Z`), { month: 'short', year: '2-digit', timeZone: 'UTC' });
}
