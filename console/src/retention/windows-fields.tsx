import { NativeSelect, NumberInput, SimpleGrid, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts';
import type { Retention } from './retention-data';
import type { WindowsDraft } from './windows-draft';

export interface WindowsFieldsProps {
  readonly retention: Retention;
  readonly draft: WindowsDraft;
  /** By the API's name of the field. */
  readonly errors: Readonly<Record<string, ReactNode>>;
  readonly set: (change: Partial<WindowsDraft>) => void;
}

const MOST_MONTHS = 1200;
const MOST_DAYS = 36_500;

/** What the whole goes by: the plan, and the dates of the project. Owners change them. */
export function PlanFields({
  retention,
  draft,
  errors,
  set,
  isOwner,
}: WindowsFieldsProps & { readonly isOwner: boolean }) {
  const t = useTexts();
  const zone = t('app.zone.project', { zone: retention.timezone });
  const known = retention.plans.some(({ name }) => name === retention.plan);
  const plans = known
    ? retention.plans
    : [{ name: retention.plan, mostReplayDays: retention.recordings.mostDays }, ...retention.plans];
  return (
    <>
      {!isOwner && (
        <Text size="sm" c="dimmed">
          {t('retention.plan.owners')}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NativeSelect
          label={t('retention.plan')}
          description={t('retention.plan.about')}
          disabled={!isOwner}
          data={plans.map(({ name, mostReplayDays: days }) => ({
            value: name,
            label: t('retention.plan.option', { name, days }),
          }))}
          value={draft.plan}
          onChange={(event) => set({ plan: event.currentTarget.value })}
          error={errors['plan']}
        />
        <TextInput
          type="date"
          label={t('retention.madeAt')}
          description={`${t('retention.madeAt.about')} ${zone}`}
          disabled={!isOwner || retention.madeAt !== null}
          value={draft.madeAt}
          onChange={(event) => set({ madeAt: event.currentTarget.value })}
          error={errors['madeAt']}
        />
        <TextInput
          type="date"
          label={t('retention.subscriptionEndsAt')}
          description={`${t('retention.subscriptionEndsAt.about')} ${zone}`}
          disabled={!isOwner}
          value={draft.subscriptionEndsAt}
          onChange={(event) => set({ subscriptionEndsAt: event.currentTarget.value })}
          error={errors['subscriptionEndsAt']}
        />
      </SimpleGrid>
    </>
  );
}

export function EventFields({ retention: { events }, draft, errors, set }: WindowsFieldsProps) {
  const t = useTexts();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <NumberInput
        label={t('retention.eventMonths')}
        description={t('retention.eventMonths.about', { months: events.ruleMonths })}
        placeholder={String(events.ruleMonths)}
        min={1}
        max={MOST_MONTHS}
        allowDecimal={false}
        value={draft.eventMonths}
        onChange={(value) => set({ eventMonths: String(value) })}
        error={errors['eventMonths']}
      />
      <TextInput
        label={t('retention.eventBasis')}
        description={t('retention.eventBasis.about')}
        maxLength={200}
        value={draft.eventBasis}
        onChange={(event) => set({ eventBasis: event.currentTarget.value })}
        error={errors['eventBasis']}
      />
    </SimpleGrid>
  );
}

export function ProfileFields({ draft, errors, set }: WindowsFieldsProps) {
  const t = useTexts();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {(['profileUnseenDays', 'profileDaysAfterEnd'] as const).map((name) => (
        <NumberInput
          key={name}
          label={t(`retention.${name}`)}
          description={t(`retention.${name}.about`)}
          min={name === 'profileUnseenDays' ? 1 : 0}
          max={MOST_DAYS}
          allowDecimal={false}
          value={draft[name]}
          onChange={(value) => set({ [name]: String(value) })}
          error={errors[name]}
        />
      ))}
    </SimpleGrid>
  );
}

export function ReplayField({ retention, draft, errors, set }: WindowsFieldsProps) {
  const t = useTexts();
  const chosen = retention.plans.find(({ name }) => name === draft.plan);
  const most = chosen?.mostReplayDays ?? retention.recordings.mostDays;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <NumberInput
        label={t('retention.replayDays')}
        description={t('retention.replayDays.about', { most })}
        min={1}
        max={most}
        clampBehavior="none"
        allowDecimal={false}
        value={draft.replayDays}
        onChange={(value) => set({ replayDays: String(value) })}
        error={errors['replayRetentionDays']}
      />
    </SimpleGrid>
  );
}
