import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import type { paths } from '../api/openapi';
import { Failure } from '../app/page';
import { useRefusals } from '../app/refusals';
import { sessionQuery, useChooseOrganization } from '../app/session';
import { useTexts } from '../texts/texts';
import { ChosenPassword, isPasswordRefused } from './chosen-password';

export type Offer = paths['/api/v1/invitations/show']['post']['responses']['200']['content']['application/json'];

/** Accepts with the password of the account there is, or with a name and a new password; then signs in with it. */
export function AcceptanceForm({ token, offer }: { readonly token: string; readonly offer: Offer }) {
  const t = useTexts();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { said } = useRefusals();
  const signInWith = useSignInWith();
  const acceptance = useMutation({
    mutationFn: () => must(api.POST('/api/v1/invitations/accept', { body: { token, name, password } })),
    onSuccess: ({ organization }) => signInWith(offer.email, password, organization.id),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    acceptance.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t('doors.invitation.accept')}>
      <Stack>
        {/* For password managers: which account the password is for. */}
        <input type="hidden" autoComplete="username" value={offer.email} readOnly />
        {offer.asks === 'password' ? (
          <>
            <Text>{t('doors.invitation.password.known')}</Text>
            <PasswordInput
              label={t('account.password')}
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              error={isPasswordRefused(acceptance.error) ? said(acceptance.error) : undefined}
            />
          </>
        ) : (
          <>
            <TextInput
              label={t('doors.invitation.name')}
              autoComplete="name"
              required
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <ChosenPassword value={password} onChange={setPassword} error={acceptance.error} />
          </>
        )}
        {acceptance.error !== null && !isPasswordRefused(acceptance.error) && <Failure error={acceptance.error} />}
        <Button type="submit" loading={acceptance.isPending}>
          {t('doors.invitation.accept')}
        </Button>
      </Stack>
    </form>
  );
}

/** Signs in to the account that was just made or joined. Where that takes more than the password, the sign-in page asks for it. */
function useSignInWith() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const choose = useChooseOrganization();
  return async (email: string, password: string, organizationId: string): Promise<void> => {
    choose(organizationId);
    try {
      const session = await must(api.POST('/api/v1/session', { body: { email, password, organizationId } }));
      queries.setQueryData(sessionQuery.queryKey, session);
      await navigate({ to: '/' });
    } catch {
      await navigate({ to: '/sign-in' });
    }
  };
}
