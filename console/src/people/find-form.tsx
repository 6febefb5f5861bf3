import { Fieldset, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Project } from '../app/session';
import { SendButton } from '../app/standing/send-button';
import { useTexts } from '../texts/texts';

export interface Search {
  readonly projectId: number;
  readonly property: string;
  readonly value: string;
  /** Another one each time it is asked for. */
  readonly number: number;
}

const PROPERTIES = ['$email', '$phone', '$name', 'other'] as const;
type Property = (typeof PROPERTIES)[number];

interface FindFormProps {
  readonly projects: readonly Project[];
  readonly find: (search: Search) => void;
}

export function FindForm({ projects, find }: FindFormProps) {
  const t = useTexts();
  const [projectId, setProjectId] = useState(projects[0]?.id ?? 0);
  const [property, setProperty] = useState<Property>('$email');
  const [other, setOther] = useState('');
  const [value, setValue] = useState('');
  const [number, setNumber] = useState(1);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setNumber(number + 1);
    find({ projectId, property: property === 'other' ? other.trim() : property, value: value.trim(), number });
  };
  return (
    <form onSubmit={submit} aria-label={t('nav.find')} autoComplete="off">
      <Fieldset legend={t('find.what')}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect
              label={t('app.project')}
              value={String(projectId)}
              onChange={(event) => setProjectId(Number(event.currentTarget.value))}
              data={projects.map(({ id, name }) => ({ value: String(id), label: name }))}
            />
            <NativeSelect
              label={t('find.property')}
              value={property}
              onChange={(event) => setProperty(event.currentTarget.value as Property)}
              data={PROPERTIES.map((each) => ({ value: each, label: t(`find.property.${each}`) }))}
            />
            {property === 'other' && (
              <TextInput
                label={t('find.other')}
                description={t('find.other.words')}
                required
                maxLength={1000}
                spellCheck={false}
                value={other}
                onChange={(event) => setOther(event.currentTarget.value)}
              />
            )}
            <TextInput
              label={t('find.value')}
              description={t(property === '$email' ? 'find.value.email' : 'find.value.exact')}
              required
              maxLength={1000}
              spellCheck={false}
              value={value}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
          </SimpleGrid>
          <Group>
            <SendButton>{t('find.find')}</SendButton>
          </Group>
        </Stack>
      </Fieldset>
    </form>
  );
}
