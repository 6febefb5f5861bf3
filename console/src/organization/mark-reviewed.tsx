import { Group, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Failure } from '../app/page';
import { Section } from '../app/section';
import type { Organization } from '../app/session';
import { SendButton } from '../app/standing/send-button';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import { organizationKey, type AccessReview } from './organization-queries';

const LONGEST = 500;

interface MarkProps {
  readonly organization: Organization;
  readonly last: AccessReview['lastReview'];
  /** The version of what is shown. */
  readonly seen: string;
}

/** When it was last looked through, and by whom; and the word that it was now. */
export function MarkReviewed({ organization, last, seen }: MarkProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const mark = useMutation({
    mutationFn: () =>
      must(
        api.POST('/api/v1/organizations/{organizationId}/access-review', {
          params: { path: { organizationId: organization.id } },
          body: { note, seen },
        }),
      ),
    onSuccess: () => {
      setNote('');
      return queries.invalidateQueries({ queryKey: organizationKey(organization.id) });
    },
    // Where something has changed since it was shown, it is shown as it is now.
    onError: () => queries.invalidateQueries({ queryKey: organizationKey(organization.id) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mark.mutate();
  };
  return (
    <Section title={t('review.mark')} about={t('review.mark.about')}>
      <div role="status">
        {last === null ? (
          <Text>{t('review.never')}</Text>
        ) : (
          <Stack gap={2}>
            <Text>
              {t('review.last')} <Moment iso={last.at} /> · <bdi>{last.by}</bdi>
            </Text>
            {last.note !== '' && (
              <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                <bdi>{last.note}</bdi>
              </Text>
            )}
          </Stack>
        )}
      </div>
      <form onSubmit={submit} className="no-print">
        <Stack gap="sm">
          <Textarea
            label={t('review.note')}
            description={t('review.note.about')}
            maxLength={LONGEST}
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {mark.error !== null && <Failure error={mark.error} />}
          <Group>
            <SendButton loading={mark.isPending}>{t('review.mark')}</SendButton>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
