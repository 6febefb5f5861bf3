import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { api, must } from '../../api/client';
import { asProblem } from '../../api/problem';
import { useTexts } from '../../texts/texts';
import type { Waiting } from './approvals-query';
import { earlierOf, Refused } from './earlier-decision';
import { useDecision } from './use-decision';

const CODES = ['not-verified', 'no-such-person', 'excessive', 'exempt', 'outside-jurisdiction'] as const;
type Code = (typeof CODES)[number];
const MOST_CHARACTERS = 500;

interface DenyModalProps {
  readonly request: Pick<Waiting, 'id'>;
  readonly onClose: () => void;
}

/** Ends a deletion with a reason the law knows, unless somebody has approved it meanwhile. */
export function DenyModal({ request, onClose }: DenyModalProps) {
  const t = useTexts();
  const [code, setCode] = useState<Code | null>(null);
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const deny = useDecision(
    (reason: Code) =>
      must(
        api.POST('/api/v1/requests/{id}/deny', {
          params: { path: { id: request.id } },
          body: { code: reason, note: note.trim() === '' ? undefined : note.trim(), unlessApproved: true },
        }),
      ),
    'approvals.denied',
    onClose,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (code !== null && !deny.isPending) deny.mutate(code);
  };
  const tooLate = earlierOf(deny.error) !== null;
  const namesSubject = asProblem(deny.error).code === 'note-names-subject';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('approvals.deny.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>{t('approvals.deny.words')}</Text>
          <Radio.Group
            label={t('approvals.deny.reason')}
            withAsterisk
            value={code}
            onChange={(value) => setCode(CODES.find((each) => each === value) ?? null)}
            error={asked && code === null ? t('approvals.deny.noReason') : null}
          >
            <Stack gap="xs" mt="xs">
              {CODES.map((each) => (
                <Radio
                  key={each}
                  value={each}
                  label={t(`requestWords.denial.${each}`)}
                  description={t(`requestWords.denial.${each}.about`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t('approvals.deny.note')}
            description={t('approvals.deny.noteAbout')}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
            maxLength={MOST_CHARACTERS}
            autosize
            minRows={2}
            error={namesSubject ? t('approvals.deny.namesSubject') : null}
          />
          {deny.error !== null && !namesSubject && <Refused error={deny.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(tooLate ? 'app.close' : 'app.cancel')}
            </Button>
            {!tooLate && (
              <Button type="submit" color="red" loading={deny.isPending}>
                {t('approvals.deny')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
