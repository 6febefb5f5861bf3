import { Anchor, List, NativeSelect, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Section } from '../app/section';
import type { Project } from '../app/session';
import { Copyable } from '../app/values';
import { CLIENTS, type Client } from '../incoming/snippet-texts';
import { useTexts } from '../texts/texts';
import { callsOf, serverCall } from './choice-snippets';

/** By which ways an opt-out reaches Habeas, beside this page: SDKs, the company's own server, signals of browsers, settings. */
export function WaysIn({ project }: { readonly project: Project }) {
  const t = useTexts();
  const { origin } = window.location;
  return (
    <Section title={t('optOuts.ways')} about={t('optOuts.ways.about')}>
      <Stack>
        <SdkCalls />
        <Text>{t('optOuts.ways.server')}</Text>
        <Copyable text={serverCall(origin, project.id, 'out')} label={t('optOuts.ways.serverOut')} />
        <Copyable text={serverCall(origin, project.id, 'in')} label={t('optOuts.ways.serverIn')} />
        <List>
          <List.Item>
            {t('projects.gpc')}: {t(`projects.gpc.${project.globalPrivacyControl}`)}
          </List.Item>
          <List.Item>{t(project.optedOutByDefault ? 'optOuts.ways.default.on' : 'optOuts.ways.default.off')}</List.Item>
          <List.Item>
            {t('projects.publicOptIn')}: {t(`projects.publicOptIn.${project.publicOptIn}`)}
          </List.Item>
        </List>
        <Text>
          <Anchor component={Link} to="/projects/$projectId" params={{ projectId: String(project.id) } as never}>
            {t('optOuts.ways.settings')}
          </Anchor>
          {' · '}
          <Anchor component={Link} to="/incoming">
            {t('nav.incoming')}
          </Anchor>
        </Text>
      </Stack>
    </Section>
  );
}

function SdkCalls() {
  const t = useTexts();
  const [client, setClient] = useState<Client>('JavaScript');
  const calls = callsOf(client);
  return (
    <>
      <NativeSelect
        label={t('incoming.sdk')}
        maw={360}
        data={[...CLIENTS]}
        value={client}
        onChange={(event) => setClient(CLIENTS.find((each) => each === event.currentTarget.value) ?? 'JavaScript')}
      />
      {calls === null ? (
        <Text>{t('optOuts.ways.none', { client })}</Text>
      ) : (
        <>
          <Copyable text={calls.out} label={t('optOuts.ways.out', { client })} />
          <Copyable text={calls.into} label={t('optOuts.ways.in', { client })} />
          <Text size="sm">{t('optOuts.ways.unheard')}</Text>
        </>
      )}
    </>
  );
}
