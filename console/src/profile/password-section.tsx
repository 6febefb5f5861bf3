import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';
import { ProofField, useProof } from '../account/proof-field';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { asProblem } from '../api/problem';
import { useLeave } from '../app/leave';
import { Failure } from '../app/page';
import { useRefusals } from '../app/refusals';
import { useSession } from '../app/session';
import { Section } from '../app/section';
import { useTexts } from '../texts/texts';

/** Refusals that are told beside the field they are about. */
const OF_A_FIELD = ['password-wrong', 'password-unfit'];

/** A new password, which ends every session, this one too. */
export function PasswordSection() {
  const t = useTexts();
  const refusals = useRefusals();
  const session = useSession();
  const leave = useLeave();
  const [current, setCurrent] = useState('');
  const currentPassword = useProof(current);
  const [newPassword, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => must(api.POST('/api/v1/session/password', { body: { currentPassword, newPassword } })),
    onSuccess: () => {
      notifications.show({ message: t('profile.password.changed'), autoClose: 10_000 });
      leave();
    },
  });
  const { code } = asProblem(change.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Section title={t('profile.password')} about={t('profile.password.about')}>
      <form onSubmit={submit} aria-label={t('profile.password')}>
        <Stack maw={440}>
          {/* So that a password manager knows whose password it is. */}
          <input type="text" autoComplete="username" value={session?.person.email ?? ''} readOnly hidden />
          <ProofField
            label={t('profile.password.current')}
            value={current}
            onChange={setCurrent}
            error={code === 'password-wrong' || code === 'proof-missing' ? change.error : null}
          />
          <PasswordInput
            label={t('profile.password.new')}
            description={t('profile.password.rule')}
            autoComplete="new-password"
            required
            value={newPassword}
            onChange={(event) => setNext(event.currentTarget.value)}
            error={code === 'password-unfit' && refusals.said(change.error)}
          />
          {change.error !== null && !OF_A_FIELD.includes(code) && <Failure error={change.error} />}
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {t('profile.password.change')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
