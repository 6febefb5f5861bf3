import { Code, Stack, Text } from '@mantine/core';
import { useKnownText } from '../requests/known-text';
import { DataTable } from '../app/data-table';
import { Moment } from '../app/values';
import type { Project } from '../app/session';
import { useTexts } from '../texts/texts';
import type { AuditEntry } from './organization-queries';

interface AuditTableProps {
  readonly entries: readonly AuditEntry[];
  readonly projects: readonly Project[];
}

export function AuditTable({ entries, projects }: AuditTableProps) {
  const t = useTexts();
  const names = new Map(projects.map(({ id, name }) => [id, name]));
  const head = ['audit.at', 'audit.actor', 'audit.action', 'audit.concerns', 'app.project', 'audit.detail'] as const;
  return (
    <DataTable
      label={t('nav.audit')}
      minWidth={960}
      head={head.map((name) => t(name))}
      rows={entries.map((entry) => ({
        key: entry.id,
        cells: [
          <Moment key="at" iso={entry.at} />,
          <ActorName key="actor" entry={entry} projects={names} />,
          <Action key="action" action={entry.action} />,
          entry.concerns === null ? '' : <bdi key="concerns">{entry.concerns}</bdi>,
          entry.projectId === null ? '' : <bdi key="project">{names.get(entry.projectId) ?? entry.projectId}</bdi>,
          <Detail key="detail" entry={entry} />,
        ],
      }))}
    />
  );
}

/** What was done in words, and by the name that a list is narrowed down by. */
function Action({ action }: { readonly action: string }) {
  const t = useTexts();
  const known = useKnownText();
  const [kind, ...type] = action.split('.');
  const [name, event] = [action.replaceAll('.', '-'), type.join('.')];
  const words =
    kind === 'request'
      ? t('audit.action.request', { event: known('request.event', event) })
      : known('audit.action', name);
  return (
    <Stack gap={2}>
      {words !== name && <Text size="sm">{words}</Text>}
      <Text size="xs">
        <Code>{action}</Code>
      </Text>
    </Stack>
  );
}

interface ActorNameProps {
  readonly entry: AuditEntry;
  readonly projects: ReadonlyMap<number, string>;
}

function ActorName({ entry: { actor, actorName }, projects }: ActorNameProps) {
  const t = useTexts();
  const [kind, id] = actor.split(':');
  if (actor === 'habeas') return <>{t('audit.habeas')}</>;
  if (kind !== 'project') return <bdi>{actorName}</bdi>;
  return <bdi>{t('audit.secretOf', { project: projects.get(Number(id)) ?? actorName })}</bdi>;
}

/** Names and values as they were written, and the request where one is meant. */
function Detail({ entry: { detail, requestId } }: { readonly entry: AuditEntry }) {
  const t = useTexts();
  const facts = Object.entries(detail).map(([name, value]) => `${name}: ${textOf(value)}`);
  if (requestId !== null) facts.unshift(t('audit.request', { id: requestId }));
  return (
    <Text size="xs" maw={420} style={{ overflowWrap: 'anywhere' }}>
      {facts.join(' · ')}
    </Text>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
