import { Alert, Button, Container, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { asProblem, type Problem } from '../api/problem';
import { useTexts } from '../texts/texts';
import { useRefusals } from './refusals';
import { LostNote } from './standing/lost-note';

interface PageProps {
  readonly title: string;
  /** A sentence under the title. */
  readonly about?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its one heading, which is the window's title too. No id of a person belongs into a title. */
export function Page({ title, about, actions, children }: PageProps) {
  const t = useTexts();
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <Container size="xl" px={{ base: 0, sm: 'md' }}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start">
          <Stack gap={4}>
            <Title order={1} size="h2" tabIndex={-1}>
              {title}
            </Title>
            {about !== undefined && <Text c="dimmed">{about}</Text>}
          </Stack>
          {actions !== undefined && <Group className="no-print">{actions}</Group>}
        </Group>
        <LostNote />
        {children}
      </Stack>
    </Container>
  );
}

/** While something is fetched: said to screen readers, too. */
export function Loading() {
  const t = useTexts();
  return (
    <Group role="status" gap="sm" py="md">
      <Loader size="sm" aria-hidden />
      <Text>{t('app.loading')}</Text>
    </Group>
  );
}

/** What went wrong and what to do, and a way to try again where that can help. */
export function Failure({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const t = useTexts();
  const { said } = useRefusals();
  const problem = asProblem(error);
  const offline = problem.status === 0;
  return (
    <Alert
      role="alert"
      color={offline ? 'yellow' : 'red'}
      icon={offline ? <IconPlugConnectedX aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={offline ? undefined : t('app.failed')}
    >
      <Stack gap="xs" align="flex-start">
        <Text>{offline ? t('app.offline') : said(error)}</Text>
        <Earlier problem={problem} />
        {again !== undefined && (
          <Button size="xs" variant="default" onClick={again}>
            {t('app.again')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** Who came before, where the API refuses for that. */
function Earlier({ problem: { details } }: { readonly problem: Problem }) {
  const t = useTexts();
  const intl = useIntl();
  const { by, at } = (details['earlier'] ?? {}) as { readonly by?: unknown; readonly at?: unknown };
  if (typeof by !== 'string') return null;
  if (typeof at !== 'string') return <Text>{t('app.earlier.by', { by })}</Text>;
  const when = intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'short' });
  return <Text>{t('app.earlier', { by, at: when })}</Text>;
}

/** Where there is nothing to list: what would stand here, and how it comes here. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return (
    <Text c="dimmed" py="lg" ta="center">
      {children}
    </Text>
  );
}

interface QueryLike<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
  refetch(): unknown;
}

/** A query's states in one place: loading, failed with a way to try again, and its data. Older data stay while newer are refused. */
export function Shown<T>({
  query,
  children,
}: {
  readonly query: QueryLike<T>;
  readonly children: (data: T) => ReactNode;
}) {
  const failure = query.error && <Failure error={query.error} again={() => void query.refetch()} />;
  if (query.data === undefined) return failure ?? <Loading />;
  return (
    <>
      {failure}
      {children(query.data)}
    </>
  );
}
