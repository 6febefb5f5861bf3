import { Anchor, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Section } from '../app/section';
import { mayAsk, useChooseOrganization, useSession } from '../app/session';
import { useTexts } from '../texts/texts';

/** The way to the right to object, in each organization in which one may see to it. */
export function ObjectionLinks() {
  const t = useTexts();
  const choose = useChooseOrganization();
  const organizations = (useSession()?.organizations ?? []).filter(mayAsk);
  return (
    <Section title={t('profile.objection')} about={t('optOuts.about')}>
      {organizations.length === 0 ? (
        <Text>{t('app.role.member')}</Text>
      ) : (
        <List>
          {organizations.map(({ id, name }) => (
            <List.Item key={id}>
              <Anchor component={Link} to="/opt-outs" onClick={() => choose(id)}>
                {t('profile.objection.of', { organization: name })}
              </Anchor>
            </List.Item>
          ))}
        </List>
      )}
    </Section>
  );
}
