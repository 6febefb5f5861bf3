import { Badge, Stack, Text } from '@mantine/core';
import { DataTable } from '../app/data-table';
import { Moment, SubjectId } from '../app/values';
import { useTexts } from '../texts/texts';
import type { Choice } from './choices-data';

interface ChoicesTableProps {
  readonly choices: readonly Choice[];
  readonly label: string;
}

/** Who chose what, by what it was made known, and whether it stands. */
export function ChoicesTable({ choices, label }: ChoicesTableProps) {
  const t = useTexts();
  return (
    <DataTable
      label={label}
      minWidth={720}
      head={[t('optOuts.person'), t('optOuts.choice'), t('optOuts.how'), t('optOuts.since'), t('optOuts.state')]}
      rows={choices.map((choice) => ({
        key: choice.id,
        cells: [
          choice.distinctId === null ? (
            <Text key="person" c="dimmed">
              {t('optOuts.person.destroyed')}
            </Text>
          ) : (
            <SubjectId key="person" id={choice.distinctId} />
          ),
          t(`optOuts.choice.${choice.choice}`),
          <How key="how" how={choice.how} by={choice.by} />,
          <Moment key="at" iso={choice.at} />,
          <State key="state" choice={choice} />,
        ],
      }))}
    />
  );
}

function How({ how, by }: { readonly how: Choice['how']; readonly by: string | null }) {
  const t = useTexts();
  return (
    <div>
      <Text>{t(`optOuts.how.${how}`)}</Text>
      {by !== null && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          <bdi>{by}</bdi>
        </Text>
      )}
    </div>
  );
}

function State({ choice: { endedAt, endedHow, endedBy } }: { readonly choice: Choice }) {
  const t = useTexts();
  return (
    <Stack gap={4} align="flex-start">
      <Badge variant="default" tt="none">
        {t(endedAt === null ? 'optOuts.state.stands' : 'optOuts.state.ended')}
      </Badge>
      {endedAt !== null && (
        <Text size="sm">
          <Moment iso={endedAt} />
        </Text>
      )}
      {endedHow !== null && <How how={endedHow} by={endedBy} />}
    </Stack>
  );
}
