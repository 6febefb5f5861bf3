import { List, Text } from '@mantine/core';
import { Facts } from '../app/facts';
import { Section } from '../app/section';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import type { ProcessingRecord } from './processing-data';

/** What of a project's data is not everybody's to see, and who is shown it. */
export function ClassesInForce({ classes }: { readonly classes: ProcessingRecord['classes'] }) {
  const t = useTexts();
  const { rules, since, shownTo, shownSince } = classes;
  const tools = [
    ...shownTo.roles.map((role) => t(`views.role.${role}`)),
    ...(shownTo.serviceAccounts > 0 ? [t('processing.serviceAccounts', { count: shownTo.serviceAccounts })] : []),
    ...(shownTo.oauthTokens > 0 ? [t('processing.tokens', { count: shownTo.oauthTokens })] : []),
    ...(shownTo.apiSecret ? [t('views.apiSecret')] : []),
  ];
  return (
    <Section title={t('processing.classes')} about={t('processing.classes.about')}>
      {rules.length === 0 && <Text size="sm">{t('processing.classes.none')}</Text>}
      <List size="sm">
        {rules.map(({ name, class: as }) => (
          <List.Item key={name}>
            <bdi>{name}</bdi>: {t(`classification.${as}`)}
          </List.Item>
        ))}
      </List>
      <Facts
        facts={[
          [t('processing.classes.since'), since === null ? null : <Moment key="since" iso={since} />],
          [t('views.title'), tools.join(', ') || t('app.none')],
          [t('processing.shownSince'), shownSince === null ? null : <Moment key="shown" iso={shownSince} />],
        ]}
      />
    </Section>
  );
}
