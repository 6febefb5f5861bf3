import { Stack } from '@mantine/core';
import { Note } from '../../app/note';
import { untilWords } from '../../texts/periods';
import { useTexts, type Tell } from '../../texts/texts';
import { sharersOf } from './decided-ids';
import type { Preview } from './draft';

/** What should be looked at before the request is opened, each in a sentence. */
export function PreviewNotes({ preview, erases }: { readonly preview: Preview; readonly erases: boolean }) {
  const t = useTexts();
  const { unknown, subjects, heldSubjects, approval, collections } = preview;
  const sharers = sharersOf(subjects);
  const every = unknown === subjects.length;
  const kept = collections.filter((each) => each.kept !== null && each.kept.rows > 0);
  return (
    <Stack gap="xs">
      {unknown > 0 && (
        <Note tone={every ? 'error' : 'warning'} title={t('newRequest.unknown')}>
          {t(every ? 'newRequest.unknown.every' : 'newRequest.unknown.some', { count: unknown })}
        </Note>
      )}
      {heldSubjects > 0 && (
        <Note tone="warning" title={t('newRequest.held')}>
          {t('newRequest.held.words', { count: heldSubjects })}
        </Note>
      )}
      {sharers.undecided > 0 && (
        <Note tone="warning" title={t('newRequest.ambiguous')}>
          {t('newRequest.ambiguous.words', { count: sharers.undecided })}
        </Note>
      )}
      {sharers.decided > 0 && (
        <Note tone="info" title={t('newRequest.decided')}>
          {t('newRequest.decided.words', { count: sharers.decided })}
        </Note>
      )}
      {erases && kept.length > 0 && (
        <Note tone="info" title={t('newRequest.kept')}>
          {t('newRequest.kept.words', { titles: kept.map((each) => keptWords(t, each)).join('; ') })}
        </Note>
      )}
      {approval !== null && (
        <Note tone="info" title={t('newRequest.approval')}>
          {t(`newRequest.approval.${approval.because}`, { limit: approval.limit, earlier: approval.earlier })}
        </Note>
      )}
    </Stack>
  );
}

function keptWords(t: Tell, { title, kept }: Preview['collections'][number]): string {
  if (kept === null || kept.until === null) return title;
  return t('newRequest.kept.until', { title, until: untilWords(t, kept.until) });
}
