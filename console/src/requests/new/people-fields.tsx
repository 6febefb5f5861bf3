import { Fieldset, Radio, Stack, Text, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../../texts/texts';
import { typedIds, type Change, type Draft } from './draft';
import { FileField } from './file-field';

interface PeopleFieldsProps {
  readonly draft: Draft;
  readonly change: Change;
  readonly limit: number;
  /** What the API says about the ids. */
  readonly error: ReactNode;
}

/** Whom it is about: ids on lines of a text field, or in a file. */
export function PeopleFields({ draft, change, limit, error }: PeopleFieldsProps) {
  const t = useTexts();
  return (
    <Fieldset legend={t('newRequest.who')}>
      <Stack>
        <Radio.Group label={t('newRequest.source')} value={draft.source} onChange={(source) => change({ source })}>
          <Stack gap="xs" mt="xs">
            <Radio value="typed" label={t('newRequest.source.typed')} />
            <Radio value="file" label={t('newRequest.source.file')} />
          </Stack>
        </Radio.Group>
        {draft.source === 'typed' ? (
          <TypedIds typed={draft.typed} change={change} limit={limit} error={error} />
        ) : (
          <FileField
            file={draft.file}
            limit={limit}
            // What was answered about another file says nothing about this one.
            pick={(file) => change({ file, header: null, column: null })}
          />
        )}
      </Stack>
    </Fieldset>
  );
}

function TypedIds({ typed, change, limit, error }: Omit<PeopleFieldsProps, 'draft'> & { readonly typed: string }) {
  const t = useTexts();
  const { ids, repeated } = typedIds(typed);
  const tooMany = ids.length > limit ? t('newRequest.tooMany', { count: ids.length, limit }) : undefined;
  return (
    <Stack gap={4}>
      <Textarea
        label={t('newRequest.ids')}
        description={t('newRequest.ids.words', { limit })}
        required
        autosize
        minRows={3}
        maxRows={12}
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={(event) => change({ typed: event.currentTarget.value })}
        error={tooMany ?? error}
      />
      <Text size="sm" aria-live="polite">
        {t('newRequest.count', { count: ids.length, repeated, limit })}
      </Text>
    </Stack>
  );
}
