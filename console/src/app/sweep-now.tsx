import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { useTexts } from '../texts/texts';
import { Failure } from './page';
import { useSession } from './session';
import { sweepsQuery, type SweepScope } from './sweeps';

/** Lets an owner start the sweep of what is due at once, told before what that does. Nothing where nothing is due. */
export function SweepNow({ scope }: { readonly scope: SweepScope }) {
  const t = useTexts();
  const queries = useQueryClient();
  const session = useSession();
  const organization = session?.organizations.find(({ id }) => id === scope.organizationId);
  const { data: sweeps } = useQuery(sweepsQuery(scope));
  const [asked, { open, close }] = useDisclosure();
  const order = useMutation({
    mutationFn: () => must(api.POST('/api/v1/sweeps', { body: scope })),
    onSuccess: ({ deletions }) => {
      close();
      notifications.show({
        message: t('sweeps.ordered', { deletions }),
        closeButtonProps: { 'aria-label': t('app.close') },
      });
    },
    onSettled: () => void queries.invalidateQueries(),
  });
  const due = sweeps?.due;
  // The question stays open while what it asks about goes away, until it is answered.
  if (due === undefined || (due.deletions === 0 && !asked)) return null;
  if (organization?.role !== 'owner') return <Text c="dimmed">{t('sweeps.ownersOnly')}</Text>;
  return (
    <>
      <Button
        color="red"
        onClick={() => {
          order.reset();
          open();
        }}
      >
        {t('sweeps.now')}
      </Button>
      <Modal
        opened={asked}
        onClose={close}
        title={t('sweeps.confirm')}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <Stack>
          <Text>{t('sweeps.confirm.words', { ...due })}</Text>
          {order.error !== null && <Failure error={order.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('app.cancel')}
            </Button>
            <Button color="red" loading={order.isPending} onClick={() => order.mutate()}>
              {t('sweeps.confirm.go')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
