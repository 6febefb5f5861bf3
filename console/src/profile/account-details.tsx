import { Alert, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ProviderConfirmation } from '../account/provider-button';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Failure, Shown } from '../app/page';
import { useRefusals } from '../app/refusals';
import { Section } from '../app/section';
import { useTexts } from '../texts/texts';
import { accountQuery, useAccountChange, type OwnAccount } from './own-account';

/** Name and address. */
export function AccountDetails() {
  const t = useTexts();
  const account = useQuery(accountQuery);
  return (
    <Section title={t('profile.account')}>
      <Shown query={account}>
        {(data) => (
          <>
            <NameForm key={data.name} account={data} />
            <Address account={data} />
          </>
        )}
      </Shown>
    </Section>
  );
}

function NameForm({ account }: { readonly account: OwnAccount }) {
  const t = useTexts();
  const [name, setName] = useState(account.name);
  const change = useAccountChange();
  const complaint = useRefusals().ofField(change.error, 'name');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    change.mutate({ name }, { onSuccess: () => notifications.show({ message: t('app.saved') }) });
  };
  return (
    <form onSubmit={submit} aria-label={t('profile.name')}>
      <Stack maw={440}>
        <TextInput
          label={t('profile.name')}
          autoComplete="name"
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={complaint}
        />
        {change.error !== null && complaint === undefined && <Failure error={change.error} />}
        <Group>
          <Button type="submit" variant="default" loading={change.isPending} disabled={name.trim() === account.name}>
            {t('app.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Address({ account }: { readonly account: OwnAccount }) {
  const t = useTexts();
  const ask = useMutation({ mutationFn: () => must(api.POST('/api/v1/session/email-verification')) });
  return (
    <Stack gap="xs" align="flex-start">
      <Group gap="xs">
        <Text style={{ overflowWrap: 'anywhere' }}>{account.email}</Text>
        <Badge variant="default">{t(account.emailVerified ? 'profile.confirmed' : 'profile.unconfirmed')}</Badge>
      </Group>
      {!account.emailVerified && (
        <>
          <Text c="dimmed">{t('profile.confirm.why')}</Text>
          <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
            {t('profile.confirm')}
          </Button>
          {ask.isSuccess && <Alert role="status">{t('profile.confirm.sent')}</Alert>}
          {ask.error !== null && <Failure error={ask.error} />}
          <ProviderConfirmation />
        </>
      )}
    </Stack>
  );
}
