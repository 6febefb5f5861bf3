import { Box, Group, NativeSelect, Pagination, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Empty } from '../../app/page';
import { usePrinting } from '../../print/printing';
import { useTexts } from '../../texts/texts';
import { useKnownText } from '../known-text';
import type { RequestDetail, Subject } from '../request-query';
import { isOpen } from '../request-words';
import { isThere } from './file-panel';
import { Section } from './section';
import { SubjectRow } from './subject-row';

const PAGE = 50;
const FEW = 10;
const ALL = 'all';

interface SubjectsPanelProps {
  readonly request: RequestDetail;
  /** When the request was looked at. */
  readonly now: number;
}

/** Whom the request is about, and how it ended for each, fifty at a time. What is looked for stays in this page alone. */
export function SubjectsPanel({ request, now }: SubjectsPanelProps) {
  const t = useTexts();
  const { subjects, artifact } = request;
  const [outcome, setOutcome] = useState(ALL);
  const [sought, setSought] = useState('');
  const [wanted, setPage] = useState(1);
  // For whom nothing was decided before a request was revoked or denied, nothing will be.
  const undecided = isOpen(request) ? 'open' : 'nothing-done';
  const outcomeOf = (each: Subject): string => each.outcome ?? undecided;
  const fitting = subjects.filter((each) => {
    if (outcome !== ALL && outcomeOf(each) !== outcome) return false;
    return sought === '' || (each.distinctId?.includes(sought) ?? false);
  });
  const pages = Math.max(1, Math.ceil(fitting.length / PAGE));
  const page = Math.min(wanted, pages);
  const prints = usePrinting();
  const shown = prints ? fitting : fitting.slice((page - 1) * PAGE, page * PAGE);
  const hasFolders = artifact !== null && artifact.fault === null && isThere(artifact, now);
  return (
    <Section
      title={t('request.subjects')}
      about={t(request.idsReadable ? 'request.subjects.about' : 'request.subjects.idsDestroyed')}
    >
      {subjects.length > FEW && (
        <Filters
          met={[...new Set(subjects.map(outcomeOf))]}
          outcome={outcome}
          sought={sought}
          onOutcome={(chosen) => {
            setOutcome(chosen);
            setPage(1);
          }}
          onSought={(text) => {
            setSought(text);
            setPage(1);
          }}
        />
      )}
      {shown.length === 0 ? (
        <Empty>{t('request.subjects.none')}</Empty>
      ) : (
        <Table.ScrollContainer
          type="native"
          minWidth={560}
          tabIndex={0}
          role="group"
          aria-label={t('request.subjects')}
        >
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('request.subjects.number')}</Table.Th>
                <Table.Th>{t('request.subjects.id')}</Table.Th>
                <Table.Th>{t('request.subjects.outcome')}</Table.Th>
                <Table.Th ta="end">{t('request.subjects.rows')}</Table.Th>
                <Table.Th>{t('request.subjects.otherIds')}</Table.Th>
                {hasFolders && <Table.Th className="no-print">{t('request.subjects.folder')}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((each) => (
                <SubjectRow
                  key={each.ordinal}
                  requestId={request.id}
                  subject={each}
                  outcome={outcomeOf(each)}
                  hasFolders={hasFolders}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {pages > 1 && !prints && <Pages page={page} pages={pages} count={fitting.length} onPage={setPage} />}
    </Section>
  );
}

interface FiltersProps {
  /** The outcomes that there are. */
  readonly met: readonly string[];
  readonly outcome: string;
  readonly sought: string;
  readonly onOutcome: (outcome: string) => void;
  readonly onSought: (text: string) => void;
}

function Filters({ met, outcome, sought, onOutcome, onSought }: FiltersProps) {
  const t = useTexts();
  const known = useKnownText();
  return (
    <Group className="no-print" align="flex-end">
      <TextInput
        label={t('request.subjects.find')}
        value={sought}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onSought(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('request.subjects.filter')}
        value={outcome}
        onChange={(event) => onOutcome(event.currentTarget.value)}
        data={[
          { value: ALL, label: t('request.subjects.all') },
          ...met.map((each) => ({ value: each, label: known('request.outcome', each) })),
        ]}
      />
    </Group>
  );
}

interface PagesProps {
  readonly page: number;
  readonly pages: number;
  readonly count: number;
  readonly onPage: (page: number) => void;
}

function Pages({ page, pages, count, onPage }: PagesProps) {
  const t = useTexts();
  const intl = useIntl();
  const [from, to] = [(page - 1) * PAGE + 1, Math.min(page * PAGE, count)];
  const number = (value: number) => intl.formatNumber(value);
  return (
    <Stack gap="xs">
      <Text size="sm" role="status">
        {t('request.subjects.range', { from: number(from), to: number(to), count: number(count) })}
      </Text>
      <Box component="nav" className="no-print" aria-label={t('request.subjects.pages')}>
        <Pagination
          total={pages}
          value={page}
          onChange={onPage}
          size="sm"
          getItemProps={(each) => ({ 'aria-label': t('request.subjects.page', { page: each }) })}
          getControlProps={(control) => ({
            'aria-label': t(control === 'next' ? 'request.subjects.next' : 'request.subjects.previous'),
          })}
        />
      </Box>
    </Stack>
  );
}
