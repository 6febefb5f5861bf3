import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Moment } from '../../app/values';
import type { Project } from '../../app/session';
import { useTexts } from '../../texts/texts';
import { Confirmation } from './confirmation';
import { isFollowed, type Decision, type Draft, type Kind, type Preview } from './draft';
import { HeldTable } from './held-table';
import { PeopleTable } from './people-table';
import { PreviewNotes } from './preview-notes';
import { WhoseIds } from './whose-ids';

interface PreviewStepProps {
  readonly kind: Kind;
  readonly draft: Draft;
  readonly project: Project;
  readonly preview: Preview;
  readonly decisions: readonly Decision[];
  readonly decide: (decisions: readonly Decision[]) => void;
  readonly deciding: boolean;
  readonly back: () => void;
  readonly open: () => void;
  readonly opening: boolean;
  readonly refusal: unknown;
}

/** What the request would find, and what it would do: nothing has been opened yet. */
export function PreviewStep(props: PreviewStepProps) {
  const { kind, draft, project, preview, decisions, decide, deciding, back } = props;
  const t = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const erases = kind === 'deletion' || isFollowed(kind, draft);
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Title order={2} size="h3" ref={heading} tabIndex={-1}>
          {t('newRequest.preview')}
        </Title>
        <Button variant="default" onClick={back}>
          {t('newRequest.back')}
        </Button>
      </Group>
      <Stack gap={4}>
        <Text>
          {t(`newRequest.preview.${kind}`, {
            project: project.name,
            regime: preview.regime,
            count: preview.subjects.length,
            repeated: preview.duplicateCount,
          })}
        </Text>
        {preview.disclosure !== 'Data' && <Text>{t(`newRequest.disclosure.${preview.disclosure}`)}</Text>}
        <PreviewWindow window={preview.window} />
      </Stack>
      <PreviewNotes preview={preview} erases={erases} />
      <WhoseIds preview={preview} decisions={decisions} decide={decide} deciding={deciding} />
      <HeldTable collections={preview.collections} rows={preview.rows} erases={erases} />
      <PeopleTable subjects={preview.subjects} />
      <Confirmation {...props} erases={erases} count={preview.subjects.length} />
    </Stack>
  );
}

/** Which time an export covers. */
function PreviewWindow({ window: { from, until } }: { readonly window: Preview['window'] }) {
  const t = useTexts();
  if (from === null && until === null) return null;
  return (
    <Text>
      {t('newRequest.window')} {from === null ? t('newRequest.window.open') : <Moment iso={from} />} –{' '}
      {until === null ? t('newRequest.window.open') : <Moment iso={until} />}
    </Text>
  );
}
