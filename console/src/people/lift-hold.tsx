import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { useIntl } from 'react-intl';
import { Failure } from '../app/page';
import { useSession } from '../app/session';
import { SubjectId } from '../app/values';
import { useTexts } from '../texts/texts';
import { HOLDS, type Hold } from './holds-data';

/** Ends a hold before its time, once one was told what that sets free. */
export function LiftHold({ hold, lifted }: { readonly hold: Hold; readonly lifted: (() => void) | undefined }) {
  const t = useTexts();
  const queries = useQueryClient();
  const intl = useIntl();
  const session = useSession();
  const [asked, { open, close }] = useDisclosure();
  const lift = useMutation({
    mutationFn: () => must(api.POST('/api/v1/holds/{id}/lift', { params: { path: { id: hold.id } } })),
    onSuccess: async ({ liftedBy, liftedAt }) => {
      close();
      const isOwn = liftedBy === null || liftedAt === null || liftedBy === session?.person.email;
      const at = isOwn ? '' : intl.formatDate(liftedAt, { dateStyle: 'medium', timeStyle: 'short' });
      notifications.show({
        message: isOwn ? t('holds.lifted') : t('holds.lifted.before', { name: liftedBy, at }),
        autoClose: isOwn ? undefined : 15_000,
        closeButtonProps: { 'aria-label': t('app.close') },
      });
      lifted?.();
      await queries.invalidateQueries({ queryKey: HOLDS });
    },
  });
  const id = hold.distinctId ?? '–';
  return (
    <>
      <Button size="compact-sm" variant="default" aria-label={t('holds.lift.of', { id })} onClick={open}>
        {t('holds.lift')}
      </Button>
      <Modal
        opened={asked}
        onClose={close}
        title={t('holds.lift.ask')}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <Stack>
          <SubjectId id={id} />
          <Text>{t('holds.lift.words')}</Text>
          {lift.error !== null && <Failure error={lift.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('app.cancel')}
            </Button>
            <Button color="red" loading={lift.isPending} onClick={() => lift.mutate()}>
              {t('holds.lift.go')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
