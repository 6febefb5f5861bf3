import { Button, Code, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { DataTable } from '../app/data-table';
import { Empty, Failure, Shown } from '../app/page';
import { Section } from '../app/section';
import { SendButton } from '../app/standing/send-button';
import { useTexts } from '../texts/texts';
import { useClassChange } from './class-change';
import { classificationQuery, PROPERTY_CLASSES, type Classification, type PropertyClass } from './classification-data';

interface ClassesProps {
  readonly projectId: number;
  readonly isOwner: boolean;
}

/** What is said of properties and columns, by the project and by the data map. */
export function Classes({ projectId, isOwner }: ClassesProps) {
  const t = useTexts();
  const query = useQuery(classificationQuery(projectId));
  return (
    <Section title={t('classification.title')} about={t('classification.about')}>
      <Shown query={query}>
        {(classification) => (
          <Stack>
            <Rules projectId={projectId} rules={classification.rules} isOwner={isOwner} />
            <NewRule projectId={projectId} />
            <MapRules rules={classification.dataMap} />
          </Stack>
        )}
      </Shown>
    </Section>
  );
}

interface RulesProps extends ClassesProps {
  readonly rules: Classification['rules'];
}

function Rules({ projectId, rules, isOwner }: RulesProps) {
  const t = useTexts();
  const change = useClassChange(projectId);
  if (rules.length === 0) return <Empty>{t('classification.none')}</Empty>;
  const head = ['classification.name', 'classification.class', 'classification.takeBack'] as const;
  return (
    <Stack gap="xs">
      <Text size="sm">{t(isOwner ? 'classification.owner' : 'classification.admin')}</Text>
      <DataTable
        label={t('classification.title')}
        head={head.map((name) => t(name))}
        rows={rules.map((rule) => ({
          key: rule.name,
          cells: [
            <Code key="name">{rule.name}</Code>,
            <NativeSelect
              key="class"
              aria-label={t('classification.classOf', { name: rule.name })}
              value={rule.class}
              disabled={change.isPending}
              data={PROPERTY_CLASSES.map((each) => ({
                value: each,
                label: t(`classification.${each}`),
                disabled: !isOwner && isLooser(each, rule.class),
              }))}
              onChange={(event) =>
                change.mutate([{ name: rule.name, class: event.currentTarget.value as PropertyClass }])
              }
            />,
            <Button
              key="takeBack"
              size="compact-sm"
              variant="default"
              aria-label={t('classification.takeBackOf', { name: rule.name })}
              disabled={change.isPending || (!isOwner && rule.class !== 'ordinary')}
              onClick={() => change.mutate([{ name: rule.name, class: null }])}
            >
              {t('classification.takeBack')}
            </Button>,
          ],
        }))}
      />
      {change.error !== null && <Failure error={change.error} />}
    </Stack>
  );
}

function isLooser(one: PropertyClass, other: PropertyClass): boolean {
  return PROPERTY_CLASSES.indexOf(one) < PROPERTY_CLASSES.indexOf(other);
}

function NewRule({ projectId }: { readonly projectId: number }) {
  const t = useTexts();
  const change = useClassChange(projectId);
  const [name, setName] = useState('');
  const [given, setGiven] = useState<PropertyClass>('sensitive');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending || name === '') return;
    change.mutate([{ name, class: given }], { onSuccess: () => setName('') });
  };
  return (
    <form onSubmit={submit} aria-label={t('classification.add')}>
      <Stack gap="xs">
        <Group align="flex-end">
          <TextInput
            label={t('classification.name')}
            description={t('classification.name.about')}
            placeholder="health_*"
            maxLength={255}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            flex="1 1 240px"
          />
          <NativeSelect
            label={t('classification.class')}
            value={given}
            data={PROPERTY_CLASSES.map((each) => ({ value: each, label: t(`classification.${each}`) }))}
            onChange={(event) => setGiven(event.currentTarget.value as PropertyClass)}
          />
          <SendButton loading={change.isPending} disabled={name === ''}>
            {t('classification.add')}
          </SendButton>
        </Group>
        {change.error !== null && <Failure error={change.error} />}
      </Stack>
    </form>
  );
}

function MapRules({ rules }: { readonly rules: Classification['dataMap'] }) {
  const t = useTexts();
  if (rules.length === 0) return null;
  const head = ['classification.name', 'classification.collection', 'classification.class'] as const;
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('classification.dataMap')}</Text>
      <Text size="sm" c="dimmed">
        {t('classification.dataMap.about')}
      </Text>
      <DataTable
        label={t('classification.dataMap')}
        head={head.map((name) => t(name))}
        rows={rules.map((rule) => ({
          key: `${rule.collection} ${rule.name}`,
          cells: [<Code key="name">{rule.name}</Code>, rule.collection, t(`classification.${rule.class}`)],
        }))}
      />
    </Stack>
  );
}
