import { Anchor, List } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import type { Ending } from './endings-data';

const DESTROYED = [
  'exports',
  'requestIds',
  'holdIds',
  'privacyChoices',
  'suppressions',
  'apiSecrets',
  'propertyClasses',
  'counts',
] as const;

/** What the end of a project took, whose rows stayed, and since when the bytes are off the disk. */
export function WhatWent({ ending: { counts, scrubbedAt } }: { readonly ending: Ending }) {
  const t = useTexts();
  if (counts === null) return null;
  const { collections, destroyed, duties } = counts;
  const sum = (of: 'rows' | 'spared') => collections.reduce((all, each) => all + each[of], 0);
  const taken = collections.filter(({ rows }) => rows > 0);
  return (
    <List size="sm" listStyleType="disc">
      <List.Item>
        {t('endings.went.rows', { rows: sum('rows') })}
        {taken.length > 0 && (
          <List size="sm" listStyleType="circle">
            {taken.map(({ collection, rows }) => (
              <List.Item key={collection}>{t('endings.went.of', { collection, rows })}</List.Item>
            ))}
          </List>
        )}
      </List.Item>
      {DESTROYED.filter((name) => destroyed[name] > 0).map((name) => (
        <List.Item key={name}>{t(`endings.went.${name}`, { count: destroyed[name] })}</List.Item>
      ))}
      {sum('spared') > 0 && <List.Item>{t('endings.spared', { rows: sum('spared') })}</List.Item>}
      {duties > 0 && (
        <List.Item>
          <Anchor component={Link} to="/duties" inherit underline="always">
            {t('endings.duties', { count: duties })}
          </Anchor>
        </List.Item>
      )}
      <List.Item>
        {scrubbedAt === null ? (
          t('endings.notScrubbed')
        ) : (
          <>
            {t('endings.scrubbed')} <Moment iso={scrubbedAt} />
          </>
        )}
      </List.Item>
    </List>
  );
}
