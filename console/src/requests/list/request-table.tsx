import { Anchor, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import type { Project } from '../../app/session';
import { Moment } from '../../app/values';
import { WideTable } from '../../app/wide-table';
import { useTexts } from '../../texts/texts';
import { Deadline, Dotted, RISK_COLOURS, riskOf, State, useRequestName, type RequestSummary } from '../request-words';

interface RequestTableProps {
  readonly requests: readonly (RequestSummary & { readonly match?: 'named' | 'linked' })[];
  readonly projects: readonly Project[];
  /** When they were fetched. */
  readonly now: number;
}

/** Requests, a row each: where they stand, by when they are due, and what a person should see to. */
export function RequestTable({ requests, projects, now }: RequestTableProps) {
  const t = useTexts();
  const intl = useIntl();
  const nameOf = useRequestName();
  const projectNames = new Map(projects.map(({ id, name }) => [id, name]));
  return (
    <WideTable label={t('nav.requests')} minWidth={860}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('requestList.request')}</Table.Th>
          <Table.Th scope="col">{t('requestList.state')}</Table.Th>
          <Table.Th scope="col">{t('requestList.due')}</Table.Th>
          <Table.Th scope="col">{t('requestList.people')}</Table.Th>
          <Table.Th scope="col">{t('requestList.opened')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {requests.map((request) => (
          <Table.Tr key={request.id}>
            <Table.Td style={{ borderInlineStart: edgeOf(request) }}>
              <Stack gap={2} align="flex-start">
                <Anchor component={Link} to="/requests/$id" params={{ id: request.id } as never}>
                  {nameOf(request)}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {t(`requestWords.regime.${request.regime}`)}
                  {projects.length > 1 && ` · ${projectNames.get(request.projectId) ?? request.projectId}`}
                </Text>
                {request.match !== undefined && (
                  <Text size="xs" c="dimmed">
                    {t(`requestList.match.${request.match}`)}
                  </Text>
                )}
              </Stack>
            </Table.Td>
            <Table.Td>
              <Stack gap={2} align="flex-start">
                <State request={request} />
                {request.attention.length > 0 && <Dotted color="orange">{t('requestList.needsSomebody')}</Dotted>}
              </Stack>
            </Table.Td>
            <Table.Td>
              <Deadline request={request} now={now} />
            </Table.Td>
            <Table.Td>{intl.formatNumber(request.subjectCount)}</Table.Td>
            <Table.Td>
              <Moment iso={request.openedAt} />
              <Text size="xs" c="dimmed">
                {request.openedBy}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

/** A coloured edge finds the row from afar; the words stand in it. */
function edgeOf(request: RequestSummary): string {
  const risk = riskOf(request);
  return `4px solid ${risk === null ? 'transparent' : `var(--mantine-color-${RISK_COLOURS[risk]}-filled)`}`;
}
