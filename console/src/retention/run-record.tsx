import { Anchor, Group, Text } from '@mantine/core';
import { Failure } from '../app/page';
import { useSaving } from '../app/saving/use-saving';
import { Section } from '../app/section';
import { Copyable } from '../app/values';
import { useTexts } from '../texts/texts';
import type { RunDetail } from './retention-data';

interface RunRecordProps {
  readonly run: RunDetail;
  readonly organizationId: string;
}

/** The record of a run that has finished, to be taken along, and how anybody checks it. */
export function RunRecord({ run, organizationId }: RunRecordProps) {
  const t = useTexts();
  const saving = useSaving();
  const at = (ending: string) =>
    `/api/v1/retention/runs/${run.id}/record.${ending}?organizationId=${encodeURIComponent(organizationId)}`;
  const name = `retention-record-${run.id}`;
  const command = `openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in ${name}.json -sigfile ${name}.sig`;
  return (
    <Section title={t('runs.record')} about={t('runs.record.about')}>
      {run.finishedAt === null ? (
        <Text>{t('runs.record.none')}</Text>
      ) : (
        <>
          <Group gap="md" className="no-print">
            <Anchor {...saving.link(at('json'), `${name}.json`)}>{t('runs.record.json')}</Anchor>
            <Anchor {...saving.link(at('sig'), `${name}.sig`)}>{t('runs.record.sig')}</Anchor>
            <Anchor {...saving.link('/api/v1/keys/completion-record.pem', 'key.pem')}>{t('runs.record.key')}</Anchor>
          </Group>
          {saving.error !== null && <Failure error={saving.error} />}
          <Text size="sm">{t('runs.record.byHand')}</Text>
          <Copyable text={command} label={t('runs.record.command')} />
        </>
      )}
    </Section>
  );
}
