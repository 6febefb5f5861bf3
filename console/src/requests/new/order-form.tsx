import { Checkbox, Fieldset, Group, NativeSelect, Radio, Stack } from '@mantine/core';
import type { FormEvent } from 'react';
import type { Project } from '../../app/session';
import { SendButton } from '../../app/standing/send-button';
import { useTexts } from '../../texts/texts';
import { PAGE_LANGUAGES, pageLanguageChoices } from '../../texts/page-language';
import { isErased, typedIds, type Change, type Draft, type Kind } from './draft';
import type { FieldErrors } from './field-errors';
import { FileQuestion, isFileQuestion } from './file-question';
import { PeopleFields } from './people-fields';
import { ReceiptFields } from './receipt-fields';
import { Refusal } from './refusal';

interface OrderFormProps {
  readonly kind: Kind;
  readonly draft: Draft;
  readonly change: Change;
  readonly projects: readonly Project[];
  readonly project: Project;
  /** How many people it may name. */
  readonly limit: number;
  readonly errors: FieldErrors;
  readonly refusal: unknown;
  readonly pending: boolean;
  /** On to the preview, with what was changed at this very moment. */
  readonly ask: (part?: Partial<Draft>) => void;
}

export function OrderForm(props: OrderFormProps) {
  const { draft, change, project, limit, errors, refusal, pending, ask } = props;
  const t = useTexts();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady(draft, limit)) ask();
  };
  return (
    <form onSubmit={submit} aria-label={t('newRequest.form')}>
      <Stack gap="lg">
        <WhatFields {...props} />
        <PeopleFields draft={draft} change={change} limit={limit} error={errors['distinctIds']} />
        <ReceiptFields
          draft={draft}
          change={change}
          timezone={project.timezone}
          required={project.requiredReceipt}
          errors={errors}
        />
        {isFileQuestion(refusal) && draft.source === 'file' ? (
          <FileQuestion problem={refusal} draft={draft} answer={ask} pending={pending} />
        ) : (
          <Refusal error={refusal} />
        )}
        <Group>
          <SendButton loading={pending}>{t('newRequest.toPreview')}</SendButton>
        </Group>
      </Stack>
    </form>
  );
}

/** What keeps a form from being sent is told at its field. */
function isReady({ source, typed, file }: Draft, limit: number): boolean {
  if (source === 'typed') {
    const { ids } = typedIds(typed);
    return ids.length > 0 && ids.length <= limit;
  }
  if (file === null || file.look.wrong !== null) return false;
  return file.look.ids - (file.look.header === 'unclear' ? 1 : 0) <= limit || file.look.columnUnclear;
}

function WhatFields({ kind, draft, change, projects, project }: OrderFormProps) {
  const t = useTexts();
  const isCcpa = draft.regime === 'CCPA';
  const mayFollow = kind === 'export' && (!isCcpa || draft.disclosure === 'Data');
  return (
    <Fieldset legend={t('newRequest.what')}>
      <Stack>
        <NativeSelect
          label={t('app.project')}
          value={String(draft.projectId)}
          onChange={(event) => change({ projectId: Number(event.currentTarget.value) })}
          data={projects.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <Radio.Group label={t('newRequest.regime')} value={draft.regime} onChange={(regime) => change({ regime })}>
          <Stack gap="xs" mt="xs">
            {(['GDPR', 'CCPA'] as const).map((regime) => (
              <Radio key={regime} value={regime} label={t(`newRequest.regime.${regime}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {isCcpa && (
          <Radio.Group
            label={t('newRequest.disclosure')}
            value={draft.disclosure}
            onChange={(disclosure) => change({ disclosure })}
            description={kind === 'deletion' ? t('newRequest.disclosure.partial') : undefined}
          >
            <Stack gap="xs" mt="xs">
              {(['Data', 'Categories', 'Sources'] as const).map((disclosure) => (
                <Radio key={disclosure} value={disclosure} label={t(`newRequest.disclosure.${disclosure}`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <NativeSelect
          label={t('newRequest.language')}
          description={t('newRequest.language.words')}
          value={draft.language}
          onChange={(event) => change({ language: event.currentTarget.value as Draft['language'] })}
          data={[
            { value: '', label: t('newRequest.language.project', { language: PAGE_LANGUAGES[project.language] }) },
            ...pageLanguageChoices,
          ]}
        />
        {mayFollow && (
          <Checkbox
            label={t('newRequest.then')}
            description={t('newRequest.then.words')}
            checked={draft.then}
            onChange={(event) => change({ then: event.currentTarget.checked })}
          />
        )}
        {isErased(kind, draft) && (
          <NativeSelect
            label={t('newRequest.suppress')}
            description={t('newRequest.suppress.words')}
            value={draft.suppress}
            onChange={(event) => change({ suppress: event.currentTarget.value as Draft['suppress'] })}
            data={[
              {
                value: '',
                label: t(
                  project.suppressAfterDeletion ? 'newRequest.suppress.projectYes' : 'newRequest.suppress.projectNo',
                ),
              },
              { value: 'yes', label: t('newRequest.suppress.yes') },
              { value: 'no', label: t('newRequest.suppress.no') },
            ]}
          />
        )}
      </Stack>
    </Fieldset>
  );
}
