import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Failure } from '../app/page';
import { saveFile } from '../app/saving/save-file';
import { Section } from '../app/section';
import { useTexts } from '../texts/texts';
import { AccountEnd } from './account-end';

/** What is held about who is signed in, and how it ends. */
export function OwnDataSection() {
  const t = useTexts();
  const [ending, { open, close }] = useDisclosure();
  const download = useMutation({
    mutationFn: () => must(api.GET('/api/v1/session/own-data', { parseAs: 'blob' })),
    onSuccess: (content) => saveFile('habeas-own-data.json', content),
  });
  return (
    <Section title={t('profile.data')} about={t('profile.data.about')}>
      <Text>{t('profile.data.kept')}</Text>
      {download.error !== null && <Failure error={download.error} />}
      <Group>
        <Button variant="default" loading={download.isPending} onClick={() => download.mutate()}>
          {t('profile.data.download')}
        </Button>
        <Button color="red" variant="outline" onClick={open}>
          {t('profile.end')}
        </Button>
      </Group>
      {ending && <AccountEnd onClose={close} />}
    </Section>
  );
}
