import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';
import { isPasswordRefused } from '../account/chosen-password';
import { ProofField, useProof } from '../account/proof-field';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { useLeave } from '../app/leave';
import { Failure } from '../app/page';
import { useTexts } from '../texts/texts';

/** Deletes the account, once it was said what goes and what stays, and the password was given. */
export function AccountEnd({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const leave = useLeave();
  const [password, setPassword] = useState('');
  const proof = useProof(password);
  const end = useMutation({
    mutationFn: () => must(api.DELETE('/api/v1/session/account', { body: { password: proof } })),
    onSuccess: () => {
      notifications.show({ message: t('profile.end.done'), autoClose: 10_000 });
      leave();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    end.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('profile.end')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit} aria-label={t('profile.end')}>
        <Stack>
          <Text>{t('profile.end.about')}</Text>
          <List>
            <List.Item>{t('profile.end.goes')}</List.Item>
            <List.Item>{t('profile.data.kept')}</List.Item>
            <List.Item>{t('profile.end.owners')}</List.Item>
          </List>
          <ProofField label={t('profile.password.current')} value={password} onChange={setPassword} error={end.error} />
          {end.error !== null && !isPasswordRefused(end.error) && <Failure error={end.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" color="red" loading={end.isPending}>
              {t('profile.end')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
