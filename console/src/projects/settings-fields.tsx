import {
  Checkbox,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { Section } from '../app/section';
import { useOrganization } from '../app/session';
import { pageLanguageChoices, type PageLanguage } from '../texts/page-language';
import { useTexts } from '../texts/texts';
import { RECEIPT_FIELDS, type ProjectDraft, type ReceiptField } from './project-draft';
import { TimezoneSelect } from './timezone-select';

export interface FieldsProps {
  readonly draft: ProjectDraft;
  /** By the API's name of the field. */
  readonly errors: Readonly<Record<string, ReactNode>>;
  readonly set: (change: Partial<ProjectDraft>) => void;
}

export function GeneralFields({ draft, errors, set }: FieldsProps) {
  const t = useTexts();
  return (
    <Section title={t('projects.general')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('projects.name')}
          required
          maxLength={100}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={errors['name']}
        />
        <NativeSelect
          label={t('projects.language')}
          description={t('projects.language.about')}
          data={pageLanguageChoices}
          value={draft.language}
          onChange={(event) => set({ language: event.currentTarget.value as PageLanguage })}
        />
        <NativeSelect
          label={t('projects.ccpaWindow')}
          description={t('projects.ccpaWindow.about')}
          data={(['twelve-months', 'since-2022'] as const).map((value) => ({
            value,
            label: t(`projects.ccpaWindow.${value}`),
          }))}
          value={draft.ccpaWindow}
          onChange={(event) => set({ ccpaWindow: event.currentTarget.value as ProjectDraft['ccpaWindow'] })}
        />
      </SimpleGrid>
    </Section>
  );
}

export function DeletionFields({ draft, errors, set }: FieldsProps) {
  const t = useTexts();
  const isOwner = useOrganization()?.role === 'owner';
  return (
    <Section title={t('projects.deletions')} about={isOwner ? undefined : t('projects.approval.owners')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput
          label={t('projects.grace')}
          description={t('projects.grace.about')}
          placeholder={t('projects.asInstance')}
          min={0}
          max={504}
          decimalScale={2}
          value={draft.graceHours}
          onChange={(value) => set({ graceHours: String(value) })}
          error={errors['deletionGraceSeconds']}
        />
        <NumberInput
          label={t('projects.limit')}
          description={t('projects.limit.about')}
          placeholder={t('projects.asInstance')}
          min={1}
          max={2000}
          allowDecimal={false}
          value={draft.deletionLimit}
          onChange={(value) => set({ deletionLimit: String(value) })}
          error={errors['deletionLimit']}
        />
        <NumberInput
          label={t('projects.approvalCount')}
          description={t('projects.approvalCount.about')}
          placeholder={t('projects.noLimit')}
          min={0}
          allowDecimal={false}
          disabled={!isOwner}
          value={draft.approvalCount}
          onChange={(value) => set({ approvalCount: String(value) })}
          error={errors['approvalCount']}
        />
        <NumberInput
          label={t('projects.approvalShare')}
          description={t('projects.approvalShare.about')}
          placeholder={t('projects.noLimit')}
          min={0}
          max={100}
          suffix=" %"
          disabled={!isOwner}
          value={draft.approvalPercent}
          onChange={(value) => set({ approvalPercent: String(value) })}
          error={errors['approvalShare']}
        />
      </SimpleGrid>
      <Switch
        label={t('projects.suppress')}
        description={t('projects.suppress.about')}
        checked={draft.suppressAfterDeletion}
        onChange={(event) => set({ suppressAfterDeletion: event.currentTarget.checked })}
      />
    </Section>
  );
}

export function CalendarFields({ draft, errors, set }: FieldsProps) {
  const t = useTexts();
  return (
    <Section title={t('projects.calendar')} about={t('projects.calendar.about')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TimezoneSelect value={draft.timezone} onChange={(timezone) => set({ timezone })} error={errors['timezone']} />
        <Textarea
          label={t('projects.holidays')}
          description={t('projects.holidays.about')}
          placeholder="2026-12-25"
          autosize
          minRows={3}
          maxRows={12}
          value={draft.holidays}
          onChange={(event) => set({ holidays: event.currentTarget.value })}
          error={errors['holidays']}
        />
      </SimpleGrid>
    </Section>
  );
}

export function SecretFields({ draft, set }: FieldsProps) {
  const t = useTexts();
  return (
    <Section title={t('projects.orders')}>
      <Checkbox.Group
        label={t('projects.receipt')}
        description={t('projects.receipt.about')}
        value={[...draft.requiredReceipt]}
        onChange={(fields) => set({ requiredReceipt: RECEIPT_FIELDS.filter((field) => fields.includes(field)) })}
      >
        <Stack gap={6} pt="xs">
          {RECEIPT_FIELDS.map((field: ReceiptField) => (
            <Checkbox key={field} value={field} label={t(`projects.receipt.${field}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Switch
        label={t('projects.allowSecret')}
        description={t('projects.allowSecret.about')}
        checked={draft.allowApiSecret}
        onChange={(event) => set({ allowApiSecret: event.currentTarget.checked })}
      />
      {draft.allowApiSecret && <Text size="sm">{t('projects.allowSecret.note')}</Text>}
      <Switch
        label={t('projects.secretQuestions')}
        description={t('projects.secretQuestions.about')}
        checked={draft.allowSecretQuestions}
        onChange={(event) => set({ allowSecretQuestions: event.currentTarget.checked })}
      />
    </Section>
  );
}
