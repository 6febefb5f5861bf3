import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Moment, SubjectId } from '../../app/values';
import { useTexts } from '../../texts/texts';
import type { Preview } from './draft';

type Person = Preview['subjects'][number];

/** How many people share ids about which nothing is decided, and how many such about which somebody has decided. */
export function sharersOf(subjects: readonly Person[]): { readonly undecided: number; readonly decided: number } {
  const shared = (person: Person) => person.ambiguousIds + person.contestedIds;
  return {
    undecided: subjects.filter((person) => shared(person) > person.decided.length).length,
    decided: subjects.filter((person) => person.decided.length > 0).length,
  };
}

/** The shared ids of a person that are left alone: without those that this order gives to another of its people. */
export function leftAlone({ ambiguousIds, contestedIds, undecided, decided }: Person): {
  readonly ambiguous: number;
  readonly contested: number;
} {
  const given = new Set(decided.flatMap(({ distinctId, requestId }) => (requestId === null ? [distinctId] : [])));
  const among = (ids: readonly string[]) => ids.filter((id) => given.has(id)).length;
  return {
    ambiguous: ambiguousIds - among(undecided.slice(0, ambiguousIds)),
    contested: contestedIds - among(undecided.slice(ambiguousIds)),
  };
}

/** Of the shared ids of a person: whose they are by what was decided, and by which request. */
export function DecidedIds({ person: { decided } }: { readonly person: Person }) {
  const t = useTexts();
  return decided.map(({ distinctId, belongsTo, requestId, decidedAt }) => (
    <Text key={distinctId} size="sm">
      <SubjectId id={distinctId} /> {t('newRequest.decided.belongsTo')}{' '}
      {belongsTo === null ? t('newRequest.decided.gone') : <SubjectId id={belongsTo} />}
      {requestId === null ? (
        t('newRequest.decided.here')
      ) : (
        <>
          {t('newRequest.decided.before')}{' '}
          <Anchor component={Link} to="/requests/$id" params={{ id: requestId } as never} inherit underline="always">
            {t('newRequest.decided.request', { id: requestId.slice(0, 8) })}
          </Anchor>
          , <Moment iso={decidedAt} dateOnly />
        </>
      )}
    </Text>
  ));
}
