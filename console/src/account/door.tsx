import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTexts } from '../texts/texts';

/** A page of somebody who has not signed in: one thing to do, in the middle. */
export function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useTexts();
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" w="100%" maw={440}>
        <Stack>
          <Text fw={700} c="dimmed">
            {t('app.name')}
          </Text>
          <Title order={1} size="h3">
            {title}
          </Title>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
