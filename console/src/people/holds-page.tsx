import { Tabs } from '@mantine/core';
import { Empty, Page } from '../app/page';
import { ToMembers } from '../app/role-gate';
import { mayAsk, useOrganization } from '../app/session';
import { useChosenProject } from '../projects/chosen-project';
import { useTexts } from '../texts/texts';
import { HoldSearch } from './hold-search';
import { HoldsList } from './holds-list';
import { PlaceHold } from './place-hold';

/** Who must not be erased for now: placing, looking for and lifting holds of a project. */
export function HoldsPage() {
  const t = useTexts();
  const organization = useOrganization();
  const { project, choice } = useChosenProject();
  if (!mayAsk(organization) || project === undefined) {
    return (
      <Page title={t('nav.holds')} about={t('holds.about')}>
        {mayAsk(organization) ? <Empty>{t('holds.noProject')}</Empty> : <ToMembers topic="requests" />}
      </Page>
    );
  }
  return (
    <Page title={t('nav.holds')} about={t('holds.about')}>
      {choice}
      {/* What was typed for one project is not for another. */}
      <PlaceHold key={`place-${project.id}`} project={project} />
      <HoldSearch key={`search-${project.id}`} projectId={project.id} />
      <Tabs defaultValue="active" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="active">{t('holds.active')}</Tabs.Tab>
          <Tabs.Tab value="ended">{t('holds.ended')}</Tabs.Tab>
        </Tabs.List>
        {(['active', 'ended'] as const).map((state) => (
          <Tabs.Panel key={state} value={state} pt="md">
            <HoldsList projectId={project.id} active={state === 'active'} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
