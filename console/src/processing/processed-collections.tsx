import { Stack, Text, Title } from '@mantine/core';
import { Facts } from '../app/facts';
import { Empty } from '../app/page';
import { Section } from '../app/section';
import { policyWords, windowWords } from '../projects/data-map';
import { useTexts } from '../texts/texts';
import type { ProcessedCollection } from './processing-data';

/** Of each table that holds data of people what for, whence, to whom and for how long; all of it open, since it is printed. */
export function ProcessedCollections({ collections }: { readonly collections: readonly ProcessedCollection[] }) {
  const t = useTexts();
  return (
    <Section title={t('processing.collections')} about={t('processing.collections.about')}>
      {collections.length === 0 && <Empty>{t('dataMap.none')}</Empty>}
      {collections.map((collection) => (
        <Stack key={collection.name} gap="xs">
          <Title order={3} size="h5">
            <bdi>{collection.title}</bdi>
          </Title>
          <Processed collection={collection} />
        </Stack>
      ))}
    </Section>
  );
}

function Processed({ collection }: { readonly collection: ProcessedCollection }) {
  const t = useTexts();
  const { recipients, transfers, presumed, policy, window, sensitive, withheld } = collection;
  return (
    <>
      <Facts
        facts={[
          [t('dataMap.purpose'), collection.purpose],
          [t('processing.categories'), collection.categories.join(', ')],
          [t('dataMap.source'), collection.source],
          [
            t('dataMap.recipients'),
            recipients === null ? t('dataMap.notSaid') : recipients.join(', ') || t('app.none'),
          ],
          [t('processing.transfers'), transfers ?? t('dataMap.notSaid')],
          [t('dataMap.retention'), collection.retention],
          [t('dataMap.window'), windowWords(t, window)],
          [t('dataMap.policy'), policyWords(t, policy)],
          [t('processing.sensitive'), sensitive.join(', ') || null],
          [t('dataMap.withheld'), withheld.join(', ') || null],
          [t('processing.where'), collection.where],
        ]}
      />
      {presumed.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('processing.presumed')}
        </Text>
      )}
    </>
  );
}
