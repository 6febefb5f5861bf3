import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts';

interface TimezoneSelectProps {
  readonly value: string;
  readonly onChange: (zone: string) => void;
  readonly error?: ReactNode;
}

/** The zone where the company sits: deadlines end there. */
export function TimezoneSelect({ value, onChange, error }: TimezoneSelectProps) {
  const t = useTexts();
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  return (
    <NativeSelect
      label={t('projects.timezone')}
      description={t('projects.timezone.about')}
      data={[...new Set(zones.includes(value) ? zones : [value, ...zones])]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}
