import { Button, Stack, Text } from '@mantine/core';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { DataTable } from '../app/data-table';
import { Failure } from '../app/page';
import { Section } from '../app/section';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import { Sentences } from './data-map';
import type { Coverage as Report } from './project-queries';

/** Looks for subject data that the data map does not cover, when somebody asks for it. */
export function Coverage() {
  const t = useTexts();
  const check = useMutation({ mutationFn: () => must(api.POST('/api/v1/data-map/coverage')) });
  return (
    <Section
      title={t('dataMap.coverage')}
      about={t('dataMap.coverage.about')}
      actions={
        <Button loading={check.isPending} onClick={() => check.mutate()}>
          {t('dataMap.coverage.run')}
        </Button>
      }
    >
      <div role="status">{check.data !== undefined && <Verdict report={check.data} />}</div>
      {check.error !== null && <Failure error={check.error} />}
      {check.data !== undefined && <Findings report={check.data} />}
    </Section>
  );
}

function Verdict({ report: { passed, tables, checkedAt } }: { readonly report: Report }) {
  const t = useTexts();
  return (
    <Stack gap={2}>
      <Text fw={600}>{t(passed ? 'dataMap.coverage.passed' : 'dataMap.coverage.failed')}</Text>
      <Text size="sm">
        {t('dataMap.coverage.tables', tables)} · <Moment iso={checkedAt} />
      </Text>
    </Stack>
  );
}

function Findings({ report: { findings, errors, warnings } }: { readonly report: Report }) {
  const t = useTexts();
  const head = ['dataMap.table', 'dataMap.column', 'dataMap.looksLike', 'dataMap.because', 'dataMap.advice'] as const;
  return (
    <Stack>
      {findings.length > 0 && (
        <DataTable
          label={t('dataMap.findings')}
          minWidth={860}
          head={head.map((name) => t(name))}
          rows={findings.map(({ store, table, column, looksLike, because, advice }) => ({
            key: `${store} ${table} ${column} ${looksLike}`,
            cells: [`${table} (${store})`, column, looksLike, because, advice],
          }))}
        />
      )}
      <Sentences title={t('dataMap.errors')} sentences={errors} />
      <Sentences title={t('dataMap.warnings')} sentences={warnings} />
    </Stack>
  );
}
