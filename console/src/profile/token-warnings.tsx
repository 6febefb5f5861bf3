import { Alert, Stack, Text } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import { tokensQuery, warningOf } from './tokens';

/** Which tokens end soon: 30, 7 and 1 days before. */
export function TokenWarnings() {
  const t = useTexts();
  const { data, dataUpdatedAt } = useQuery(tokensQuery);
  return (data?.results ?? []).map((token) => {
    const warning = warningOf(token, dataUpdatedAt);
    if (warning === null) return null;
    return (
      <Alert
        key={token.id}
        color={warning.within === 30 ? 'yellow' : 'red'}
        icon={<IconClockExclamation aria-hidden />}
        title={t('profile.tokens.ends', { days: warning.days })}
      >
        <Stack gap={4}>
          <Text style={{ overflowWrap: 'anywhere' }}>
            {`${token.name} (${token.prefix}…), `}
            <Moment iso={token.expiresAt} />
          </Text>
          <Text>{t('profile.tokens.ends.todo')}</Text>
        </Stack>
      </Alert>
    );
  });
}
