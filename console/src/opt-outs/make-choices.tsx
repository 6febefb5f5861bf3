import { Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Confirm } from '../app/confirm';
import { DataTable } from '../app/data-table';
import { IdLinesField } from '../people/id-lines-field';
import { Failure } from '../app/page';
import { typedIds } from '../requests/new/draft';
import { Section } from '../app/section';
import { SendButton } from '../app/standing/send-button';
import { Moment, SubjectId } from '../app/values';
import { useTexts } from '../texts/texts';
import { CHOICES, MOST_IDS, type Made } from './choices-data';

/** Opts the people named out, or in again. It holds when the answer is there, and the page says what it covers. */
export function MakeChoices({ projectId }: { readonly projectId: number }) {
  const t = useTexts();
  const queries = useQueryClient();
  const [lines, setLines] = useState('');
  const [complaint, setComplaint] = useState<string>();
  // Counted, so that the file of the last time goes with its ids.
  const [made, setMade] = useState(0);
  const [asksBack, { open, close }] = useDisclosure();
  const make = useMutation({
    mutationFn: ({ choice, distinctIds }: { readonly choice: 'out' | 'in'; readonly distinctIds: string[] }) => {
      const body = { projectId, distinctIds };
      return must(choice === 'out' ? api.POST('/api/v1/opt-outs', { body }) : api.POST('/api/v1/opt-ins', { body }));
    },
    onSuccess: async () => {
      setLines('');
      setMade((before) => before + 1);
      close();
      await queries.invalidateQueries({ queryKey: CHOICES });
    },
  });
  const { ids } = typedIds(lines);
  const fits = () => {
    const many = ids.length > MOST_IDS ? t('optOuts.ids.tooMany', { count: ids.length }) : undefined;
    const fault = ids.length === 0 ? t('app.ids.missing') : many;
    setComplaint(fault);
    return fault === undefined;
  };
  return (
    <Section title={t('optOuts.make')} about={t('optOuts.make.about')}>
      <IdLinesField
        key={made}
        lines={lines}
        onChange={setLines}
        limit={MOST_IDS}
        tooMany={(count) => t('optOuts.ids.tooMany', { count })}
        about={t('optOuts.ids.about')}
        error={complaint}
      />
      {make.error !== null && !asksBack && <Failure error={make.error} />}
      <Group>
        <SendButton
          loading={make.isPending && !asksBack}
          onClick={() => fits() && make.mutate({ choice: 'out', distinctIds: [...ids] })}
        >
          {t('optOuts.out')}
        </SendButton>
        <SendButton variant="default" onClick={() => fits() && open()}>
          {t('optOuts.in')}
        </SendButton>
      </Group>
      <Confirm
        opened={asksBack}
        title={t('optOuts.in.ask')}
        action={t('optOuts.in')}
        color="blue"
        change={make}
        onConfirm={() => make.mutate({ choice: 'in', distinctIds: [...ids] })}
        onClose={close}
      >
        <Text>{t('optOuts.in.words', { count: ids.length })}</Text>
      </Confirm>
      <div role="status">{make.data !== undefined && <Confirmation results={make.data.results} />}</div>
    </Section>
  );
}

function Confirmation({ results }: { readonly results: readonly Made[] }) {
  const t = useTexts();
  const choice = results[0]?.choice ?? 'out';
  const leftOut = results.reduce((sum, each) => sum + each.leftOut, 0);
  return (
    <Stack gap="xs">
      <Text fw={600}>{t(`optOuts.made.${choice}`, { count: results.length })}</Text>
      {leftOut > 0 && <Text>{t('optOuts.leftOut', { count: leftOut })}</Text>}
      <DataTable
        label={t('optOuts.made')}
        minWidth={520}
        head={[t('optOuts.person'), t('optOuts.covered'), t('optOuts.since'), t('optOuts.note')]}
        rows={results.map(({ distinctId, id, covered, at, repeated }) => ({
          key: id,
          cells: [
            <SubjectId key="person" id={distinctId} />,
            t('optOuts.ids.count', { count: covered }),
            <Moment key="at" iso={at} />,
            repeated ? t('optOuts.repeated') : '',
          ],
        }))}
      />
    </Stack>
  );
}
