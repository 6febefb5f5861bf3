import { Progress, Stack, Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import { DataTable } from '../app/data-table';
import { Empty } from '../app/page';
import { Section } from '../app/section';
import { useOrganization } from '../app/session';
import { Moment } from '../app/values';
import { useKnownText } from '../requests/known-text';
import { useCollectionTitle } from '../texts/collections';
import { useTexts } from '../texts/texts';
import type { RunStep } from './retention-data';

/** What a run does of each project in each collection: rows gone, rows spared and why, and how far it has come. */
export function RunSteps({ steps }: { readonly steps: readonly RunStep[] }) {
  const t = useTexts();
  const titleOf = useCollectionTitle();
  const projects = useOrganization()?.projects ?? [];
  const head = ['project', 'collection', 'rule', 'found', 'spared', 'progress'] as const;
  return (
    <Section title={t('runs.run.steps')} about={t('runs.run.steps.about')}>
      {steps.length === 0 ? (
        <Empty>{t('runs.run.steps.none')}</Empty>
      ) : (
        <DataTable
          label={t('runs.run.steps')}
          minWidth={860}
          head={head.map((name) => t(`runs.step.${name}`))}
          rows={steps.map((step) => ({
            key: `${step.projectId} ${step.collection} ${step.rule}`,
            cells: [
              projects.find(({ id }) => id === step.projectId)?.name ?? t('projects.project', { id: step.projectId }),
              titleOf(step.collection, step.title),
              <Rule key="rule" step={step} />,
              <Gone key="gone" step={step} />,
              <Spared key="spared" step={step} />,
              <HowFar key="far" step={step} />,
            ],
          }))}
        />
      )}
    </Section>
  );
}

function Rule({ step: { rule, before } }: { readonly step: RunStep }) {
  const t = useTexts();
  const known = useKnownText();
  return (
    <div>
      <Text size="sm">{known('runs.rule', rule)}</Text>
      {before !== null && (
        <Text size="xs" c="dimmed">
          {t('runs.step.before')} <Moment iso={before} dateOnly />
        </Text>
      )}
    </div>
  );
}

function Gone({ step: { found, dropped } }: { readonly step: RunStep }) {
  const t = useTexts();
  const intl = useIntl();
  return (
    <div>
      <Text size="sm">{found === null ? '–' : intl.formatNumber(found)}</Text>
      {dropped.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('runs.step.dropped', { count: dropped.length })}
        </Text>
      )}
    </div>
  );
}

function Spared({ step: { sparedHeld, sparedRequested, sparedOther } }: { readonly step: RunStep }) {
  const t = useTexts();
  const reasons = [
    ['held', sparedHeld],
    ['requested', sparedRequested],
    ['other', sparedOther],
  ] as const;
  const met = reasons.filter(([, rows]) => rows > 0);
  if (met.length === 0) return <>{t('app.none')}</>;
  return (
    <Stack gap={2}>
      {met.map(([reason, rows]) => (
        <Text key={reason} size="sm">
          {t(`runs.step.${reason}`, { rows })}
        </Text>
      ))}
    </Stack>
  );
}

const STEPS = 5;

function HowFar({ step }: { readonly step: RunStep }) {
  const titleOf = useCollectionTitle();
  const t = useTexts();
  const stamps = [step.countedAt, step.hiddenAt, step.erasedAt, step.verifiedAt, step.scrubbedAt];
  const reached = stamps.findLastIndex((stamp) => stamp !== null) + 1;
  return (
    <Stack gap={4} miw={140}>
      <Text size="sm">{t(`runs.step.${reached as 0 | 1 | 2 | 3 | 4 | 5}`)}</Text>
      <Progress
        value={(100 * reached) / STEPS}
        aria-label={t('runs.step.progressOf', { collection: titleOf(step.collection, step.title) })}
      />
      {step.remaining !== null && step.remaining > 0 && (
        <Text size="sm">{t('runs.step.remaining', { rows: step.remaining })}</Text>
      )}
      {step.trouble !== null && (
        <Text size="sm">
          {t('runs.step.trouble')} <span lang="en">{step.trouble.message}</span>
        </Text>
      )}
    </Stack>
  );
}
