import { Button, Group, Modal, Stack, Switch, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Failure } from '../app/page';
import { sessionQuery, useOrganization, useSession } from '../app/session';
import { useTexts } from '../texts/texts';

/** Whether every member needs a second factor: for owners, who have one themselves before they ask it of others. */
export function RequireSecondFactor() {
  const t = useTexts();
  const queries = useQueryClient();
  const session = useSession();
  const organization = useOrganization();
  const [isAsking, setIsAsking] = useState(false);
  const change = useMutation({
    mutationFn: ({ id, requireSecondFactor }: { id: string; requireSecondFactor: boolean }) =>
      must(
        api.PATCH('/api/v1/organizations/{organizationId}', {
          params: { path: { organizationId: id } },
          body: { requireSecondFactor },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    onSettled: () => setIsAsking(false),
  });
  if (session === null || organization?.role !== 'owner') return null;
  const { id, name, requireSecondFactor } = organization;
  const isPossible = session.secondFactor.enrolled || requireSecondFactor;
  return (
    <Stack gap="xs" align="flex-start">
      <Switch
        label={t('factor.require')}
        description={t(isPossible ? 'factor.require.words' : 'factor.require.first')}
        checked={requireSecondFactor}
        disabled={!isPossible || change.isPending}
        onChange={(event) => {
          if (event.currentTarget.checked) setIsAsking(true);
          else change.mutate({ id, requireSecondFactor: false });
        }}
      />
      {change.error !== null && <Failure error={change.error} />}
      <Modal
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={t('factor.require.title', { organization: name })}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <Stack>
          <Text>{t('factor.require.confirm')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setIsAsking(false)}>
              {t('app.cancel')}
            </Button>
            <Button loading={change.isPending} onClick={() => change.mutate({ id, requireSecondFactor: true })}>
              {t('factor.require.yes')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}
