import { Button, List, Stack, Text } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMutation } from '../api/mutation';
import { Facts } from '../app/facts';
import { Failure, Shown } from '../app/page';
import { saveFile } from '../app/saving/save-file';
import { Section } from '../app/section';
import { Moment } from '../app/values';
import { RuleTable } from '../retention/rule-table';
import { useTexts } from '../texts/texts';
import { ClassesInForce } from './classes-in-force';
import { ProcessedCollections } from './processed-collections';
import { processingRecordFile, processingRecordQuery, type ProcessingRecord } from './processing-data';
import { SettingsInForce } from './settings-in-force';
import { spanWords } from './span-words';

interface Told {
  readonly record: ProcessingRecord;
}

/** The record of processing activities of a project, to be read, printed and taken along. */
export function ProcessingTab({ projectId }: { readonly projectId: number }) {
  const query = useQuery(processingRecordQuery(projectId));
  return (
    <Stack>
      <Shown query={query}>
        {(record) => (
          <>
            <Head record={record} />
            <ProcessedCollections collections={record.collections} />
            <RuleTable retention={record.retention} />
            <RetentionSince record={record} />
            <SettingsInForce settings={record.settings} />
            <ClassesInForce classes={record.classes} />
            <Measures record={record} />
            <NotSaid record={record} />
          </>
        )}
      </Shown>
    </Stack>
  );
}

function Head({ record }: Told) {
  const t = useTexts();
  const { controller, project, instance, drawnUpAt } = record;
  const save = useMutation({
    mutationFn: () => processingRecordFile(project.id),
    onSuccess: (file) => saveFile(`processing-record-${project.id}.json`, file),
  });
  return (
    <Section
      title={t('processing.title')}
      about={t('processing.about')}
      actions={
        <>
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
            {t('processing.print')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {t('processing.save')}
          </Button>
        </>
      }
    >
      {save.error !== null && <Failure error={save.error} />}
      <Facts
        facts={[
          [t('processing.controller'), <bdi key="controller">{controller.name}</bdi>],
          [t('processing.contact'), controller.contact ?? t('dataMap.notSaid')],
          [t('processing.authority'), controller.supervisoryAuthority ?? t('dataMap.notSaid')],
          [t('app.project'), <bdi key="project">{`${project.name} (${project.id})`}</bdi>],
          [t('processing.people'), t('processing.people.words')],
          [t('processing.drawnUp'), <Moment key="at" iso={drawnUpAt} />],
          [t('processing.by'), `Habeas ${instance.version}, ${instance.baseUrl}`],
        ]}
      />
    </Section>
  );
}

function RetentionSince({ record: { retention } }: Told) {
  const t = useTexts();
  const names = ['plan', 'events', 'profiles', 'recordings'] as const;
  return (
    <Section title={t('processing.retentionSince')} about={t('processing.since.about')}>
      <Facts
        facts={[
          [t('retention.plan'), retention.plan],
          ...names.map((name) => {
            const since = retention.since[name];
            const words = since === null ? t('processing.unchanged') : <Moment key={name} iso={since} />;
            return [t(`processing.since.${name}`), words] as const;
          }),
        ]}
      />
      {retention.pending.length > 0 && <Text>{t('processing.pending', { count: retention.pending.length })}</Text>}
    </Section>
  );
}

function Measures({ record: { security, periods } }: Told) {
  const t = useTexts();
  const spans = ['deletionGrace', 'export', 'link', 'requestId', 'retentionGrace', 'endedProject'] as const;
  const [taken, left] = [true, false].map((inForce) => security.filter((each) => each.inForce === inForce));
  return (
    <Section title={t('processing.security')} about={t('processing.security.about')}>
      <List size="sm">
        {taken?.map(({ measure }) => (
          <List.Item key={measure}>{t(`processing.measure.${measure}`)}</List.Item>
        ))}
      </List>
      {left !== undefined && left.length > 0 && (
        <>
          <Text fw={600} size="sm">
            {t('processing.security.left')}
          </Text>
          <List size="sm">
            {left.map(({ measure }) => (
              <List.Item key={measure}>{t(`processing.measure.${measure}`)}</List.Item>
            ))}
          </List>
        </>
      )}
      <Facts
        facts={spans.map((name) => [t(`processing.period.${name}`), spanWords(t, periods[`${name}Seconds`])] as const)}
      />
    </Section>
  );
}

function NotSaid({ record: { notSaid } }: Told) {
  const t = useTexts();
  return (
    <Section title={t('processing.notSaid')} about={t('processing.notSaid.about')}>
      <List size="sm">
        {notSaid.map(({ what }) => (
          <List.Item key={what}>{t(`processing.unsaid.${what}`)}</List.Item>
        ))}
      </List>
    </Section>
  );
}
