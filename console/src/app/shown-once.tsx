import { Alert, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTexts } from '../texts/texts';
import { Copyable } from './values';

/** A secret or a link that nobody is shown again. */
export function ShownOnce({
  label,
  text,
  about,
}: {
  readonly label: string;
  readonly text: string;
  readonly about: string;
}) {
  const t = useTexts();
  return (
    <Alert role="status" variant="default" icon={<IconKey aria-hidden />} title={t('app.shownOnce')}>
      <Stack gap="xs">
        <Text size="sm">{about}</Text>
        <Copyable text={text} label={label} />
      </Stack>
    </Alert>
  );
}
