import { Fieldset, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useTexts } from '../../texts/texts';
import type { Change, Draft, ReceiptField } from './draft';
import type { FieldErrors } from './field-errors';

interface ReceiptFieldsProps {
  readonly draft: Draft;
  readonly change: Change;
  /** Of the project, by which days begin. */
  readonly timezone: string;
  /** What the project asks for. */
  readonly required: readonly ReceiptField[];
  /** What the API says, by the paths of its fields. */
  readonly errors: FieldErrors;
}

/** How the request reached the company: kept with it when the ids are destroyed. */
export function ReceiptFields({ draft, change, timezone, required, errors }: ReceiptFieldsProps) {
  const t = useTexts();
  const needs = (field: ReceiptField) => required.includes(field);
  const isVerified = needs('verification') || draft.level !== '' || draft.verifiedAt !== '';
  const zone = t('app.zone.project', { zone: timezone });
  const text = (field: 'reference' | 'channel' | 'method' | 'level' | 'receivedAt' | 'verifiedAt') => ({
    label: t(`newRequest.${field}`),
    value: draft[field],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      change({ [field]: event.currentTarget.value }),
  });
  return (
    <Fieldset legend={t('newRequest.receipt')}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('newRequest.receipt.words')}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            {...text('receivedAt')}
            description={`${t('newRequest.receivedAt.words')} ${zone}`}
            type="date"
            required={needs('receivedAt')}
            error={errors['receivedAt']}
          />
          <TextInput
            {...text('reference')}
            description={t('newRequest.reference.words')}
            maxLength={200}
            required={needs('reference')}
            error={errors['reference']}
          />
          <TextInput
            {...text('channel')}
            description={t('newRequest.channel.words')}
            maxLength={60}
            required={needs('channel')}
            error={errors['channel']}
          />
          <NativeSelect
            label={t('newRequest.requester')}
            description={t('newRequest.requester.words')}
            value={draft.requester}
            onChange={(event) => change({ requester: event.currentTarget.value as Draft['requester'] })}
            required={needs('requester')}
            error={errors['requester']}
            data={(['', 'subject', 'agent'] as const).map((value) => ({
              value,
              label: t(value === '' ? 'newRequest.requester.none' : `newRequest.requester.${value}`),
            }))}
          />
          <TextInput
            {...text('method')}
            description={t('newRequest.method.words')}
            maxLength={60}
            required={isVerified}
            error={errors['verification.method'] ?? errors['verification']}
          />
          <TextInput
            {...text('level')}
            description={t('newRequest.level.words')}
            maxLength={60}
            error={errors['verification.level']}
          />
          <TextInput
            {...text('verifiedAt')}
            description={`${t('newRequest.verifiedAt.words')} ${zone}`}
            type="date"
            error={errors['verification.at']}
          />
        </SimpleGrid>
      </Stack>
    </Fieldset>
  );
}
