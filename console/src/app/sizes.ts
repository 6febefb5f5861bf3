import { useIntl } from 'react-intl';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `size(2_400_000)`: “2.4 MB”, in the reader's language. */
export function useSize(): (bytes: number) => string {
  const intl = useIntl();
  return (bytes) => {
    const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
    return intl.formatNumber(bytes / 1000 ** step, {
      style: 'unit',
      unit: UNITS[step],
      unitDisplay: 'short',
      maximumFractionDigits: step === 0 ? 0 : 1,
    });
  };
}
