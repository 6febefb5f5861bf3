import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Confirm } from '../app/confirm';
import { useTexts } from '../texts/texts';
import { useTokensAnew, type MadeToken, type Token } from './tokens';

const OVERLAPS = [0, 1, 2, 3, 4, 5, 6, 7];

interface TokenRotationProps {
  readonly token: Token;
  readonly onClose: () => void;
  readonly onMade: (made: MadeToken) => void;
}

/** A new token in the place of one, which goes on for as long as is chosen. */
export function TokenRotation({ token, onClose, onMade }: TokenRotationProps) {
  const t = useTexts();
  const anew = useTokensAnew();
  const [overlap, setOverlap] = useState('1');
  const rotate = useMutation({
    mutationFn: () =>
      must(
        api.POST('/api/v1/oauth-tokens/{id}/rotate', {
          params: { path: { id: token.id } },
          body: { overlapDays: Number(overlap) },
        }),
      ),
    onSuccess: onMade,
    onSettled: anew,
  });
  return (
    <Confirm
      opened
      title={t('profile.tokens.rotate.which', { name: token.name, prefix: token.prefix })}
      action={t('profile.tokens.rotate')}
      color="blue"
      change={rotate}
      onConfirm={() => rotate.mutate()}
      onClose={onClose}
    >
      <Text>{t('profile.tokens.rotate.about')}</Text>
      <Select
        label={t('profile.tokens.overlap')}
        data={OVERLAPS.map((days) => ({ value: String(days), label: t('profile.tokens.overlap.days', { days }) }))}
        value={overlap}
        onChange={(days) => setOverlap(days ?? '1')}
        allowDeselect={false}
      />
    </Confirm>
  );
}
