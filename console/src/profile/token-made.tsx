import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { mayAsk, useSession, type Project } from '../app/session';
import { Copyable } from '../app/values';
import { useTexts } from '../texts/texts';
import type { MadeToken } from './tokens';

/** A token with its secret, this once, and how to use it at a terminal. A click beside it does not close it. */
export function TokenMade({ made, onClose }: { readonly made: MadeToken; readonly onClose: () => void }) {
  const t = useTexts();
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('profile.tokens.made')}
      closeOnClickOutside={false}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Stack>
        <Alert color="yellow" role="note">
          {t('profile.tokens.once')}
        </Alert>
        <Copyable text={made.token} label={t('profile.tokens.token')} />
        <Usage token={made.token} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('profile.tokens.kept')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** A call that works as it stands, of a project of theirs. */
function Usage({ token }: { readonly token: string }) {
  const t = useTexts();
  const session = useSession();
  const projects = (session?.organizations ?? []).filter(mayAsk).flatMap((organization) => organization.projects);
  const [chosen, setChosen] = useState<string | null>(null);
  const project = projects.find(({ id }) => String(id) === chosen) ?? projects[0];
  if (project === undefined) return <Text>{t('profile.tokens.noProject')}</Text>;
  return (
    <>
      {projects.length > 1 && (
        <Select
          label={t('app.project')}
          data={projects.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={String(project.id)}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      <Text>{t('profile.tokens.try')}</Text>
      <Copyable text={callOf(token, project)} label={t('profile.tokens.call')} />
    </>
  );
}

function callOf(token: string, project: Project): string {
  return [
    `curl -s '${window.location.origin}/api/app/data-retrievals/v3.0/?token=${encodeURIComponent(project.token)}' \\`,
    `  -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\`,
    `  -d '{"distinct_ids":["example-subject"]}'`,
  ].join('\n');
}
