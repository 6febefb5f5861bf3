import { Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTexts } from '../../texts/texts';
import type { Kind } from './draft';
import { Refusal } from './refusal';
import { SendButton } from '../../app/standing/send-button';

interface ConfirmationProps {
  readonly kind: Kind;
  /** Whether somebody is erased in the end: then the number of people is asked for. */
  readonly erases: boolean;
  readonly count: number;
  readonly deciding: boolean;
  readonly open: () => void;
  readonly opening: boolean;
  readonly refusal: unknown;
}

/** The last step: what will happen now, and for a deletion how many people it is about, typed by the officer's own hand. */
export function Confirmation({ kind, erases, count, deciding, open, opening, refusal }: ConfirmationProps) {
  const t = useTexts();
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = erases && typed.trim() !== String(count);
    setIsWrong(wrong);
    if (!wrong) open();
  };
  return (
    <form onSubmit={submit} aria-label={t('newRequest.confirm')}>
      <Fieldset legend={t('newRequest.confirm')}>
        <Stack>
          <Text>{t(erases ? `newRequest.confirm.${kind}` : 'newRequest.confirm.plain', { count })}</Text>
          {erases && (
            <TextInput
              label={t('newRequest.typeCount', { count })}
              inputMode="numeric"
              autoComplete="off"
              required
              maw={320}
              value={typed}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setIsWrong(false);
              }}
              error={isWrong ? t('newRequest.typeCount.wrong', { count }) : undefined}
            />
          )}
          <Refusal error={refusal} />
          <Group>
            <SendButton color={erases ? 'red' : undefined} loading={opening} disabled={deciding}>
              {t(`newRequest.open.${kind}`)}
            </SendButton>
          </Group>
        </Stack>
      </Fieldset>
    </form>
  );
}
