import { Fieldset, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Loading } from '../../app/page';
import { SubjectId } from '../../app/values';
import { useTexts } from '../../texts/texts';
import type { Decision, Preview } from './draft';

interface WhoseIdsProps {
  readonly preview: Preview;
  readonly decisions: readonly Decision[];
  readonly decide: (decisions: readonly Decision[]) => void;
  readonly deciding: boolean;
}

/**
 * Ids that several people share, and whose they are by the officer's word; those nobody decides about are left alone. Once decided
 * an id is undecided no more, so that what was asked about first is kept.
 */
export function WhoseIds({ preview, decisions, decide, deciding }: WhoseIdsProps) {
  const t = useTexts();
  const [asked] = useState(() => candidatesOf(preview));
  if (asked.size === 0) return null;
  const choose = (distinctId: string, belongsTo: string) => {
    const others = decisions.filter((decision) => decision.distinctId !== distinctId);
    decide(belongsTo === '' ? others : [...others, { distinctId, belongsTo }]);
  };
  return (
    <Fieldset legend={t('newRequest.whose')} aria-busy={deciding}>
      <Stack>
        <Text size="sm">{t('newRequest.whose.words')}</Text>
        {[...asked].map(([id, people]) => (
          <NativeSelect
            key={id}
            label={<SubjectId id={id} />}
            value={decisions.find(({ distinctId }) => distinctId === id)?.belongsTo ?? ''}
            onChange={(event) => choose(id, event.currentTarget.value)}
            data={[
              { value: '', label: t('newRequest.whose.nobody') },
              ...people.map((person) => ({ value: person, label: t('newRequest.whose.of', { id: person }) })),
            ]}
          />
        ))}
        {deciding && <Loading />}
      </Stack>
    </Fieldset>
  );
}

/** The undecided ids, each with the people of the request it may be of. */
function candidatesOf({ subjects }: Preview): ReadonlyMap<string, readonly string[]> {
  const candidates = new Map<string, string[]>();
  for (const { distinctId, undecided } of subjects) {
    for (const id of undecided) candidates.set(id, [...(candidates.get(id) ?? []), distinctId]);
  }
  return candidates;
}
