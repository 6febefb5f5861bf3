import { Anchor, Box, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../texts/texts';
import { Page } from './page';

export function NotFound() {
  const t = useTexts();
  return (
    <Box component="main" p="md">
      <Page title={t('app.notFound')}>
        <Text>{t('app.notFound.words')}</Text>
        <Anchor component={Link} to="/">
          {t('nav.overview')}
        </Anchor>
      </Page>
    </Box>
  );
}
