import { useQuery } from '@tanstack/react-query';
import { Shown } from '../app/page';
import { Section } from '../app/section';
import { useTexts } from '../texts/texts';
import { dutiesOfRequestQuery } from './duties-data';
import { DutiesTable } from './duties-table';

/** On the page of a deletion: what it has left to be done. Nothing where it left nothing. */
export function DutiesOfRequest({ requestId }: { readonly requestId: string }) {
  const t = useTexts();
  const query = useQuery(dutiesOfRequestQuery(requestId));
  if (query.error === null && (query.data?.results ?? []).length === 0) return null;
  return (
    <Section title={t('duties.left')} about={t('duties.left.about')}>
      <Shown query={query}>
        {({ results }) => <DutiesTable duties={results} label={t('duties.left')} now={query.dataUpdatedAt} />}
      </Shown>
    </Section>
  );
}
