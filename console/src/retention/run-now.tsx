import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useMutation } from '../api/mutation';
import { Confirm } from '../app/confirm';
import type { Organization } from '../app/session';
import { useTexts } from '../texts/texts';
import { RETENTION, runNow } from './retention-data';

/** Lets an owner have the run at once, told before what that does. */
export function RunNow({ organization }: { readonly organization: Organization }) {
  const t = useTexts();
  const queries = useQueryClient();
  const [asked, { open, close }] = useDisclosure();
  const order = useMutation({
    mutationFn: runNow,
    onSuccess: () => {
      close();
      notifications.show({ message: t('runs.ordered'), closeButtonProps: { 'aria-label': t('app.close') } });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: RETENTION }),
  });
  if (organization.role !== 'owner') return <Text c="dimmed">{t('runs.ownersOnly')}</Text>;
  return (
    <>
      <Button color="red" onClick={open}>
        {t('runs.now')}
      </Button>
      <Confirm
        opened={asked}
        title={t('runs.confirm')}
        action={t('runs.now')}
        change={order}
        onConfirm={() => order.mutate()}
        onClose={close}
      >
        <Text>{t('runs.confirm.words')}</Text>
      </Confirm>
    </>
  );
}
