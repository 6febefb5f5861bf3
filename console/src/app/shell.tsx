import { AppShell, Burger, Group, NavLink, ScrollArea, Text } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { Link, Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { ApprovalsBadge } from '../requests/approvals/approvals-badge';
import type { MessageId } from '../texts/en/index';
import { useTexts } from '../texts/texts';
import { AccountMenu } from './account-menu';
import { EndedSession } from './failures/ended-session';
import { KeptStanding } from './standing/kept-standing';
import { Loading } from './page';
import { useSession, type Session } from './session';

type Path =
  | '/'
  | '/requests'
  | '/people'
  | '/holds'
  | '/opt-outs'
  | '/incoming'
  | '/retention'
  | '/duties'
  | '/approvals'
  | '/members'
  | '/access-review'
  | '/audit'
  | '/projects'
  | '/sign-in-domains'
  | '/profile';
type Entry = readonly [MessageId, Path] | readonly [MessageId, '/requests/new/$kind', 'export' | 'deletion'];

const GROUPS: readonly (readonly [MessageId, readonly Entry[]])[] = [
  [
    'nav.privacy',
    [
      ['nav.overview', '/'],
      ['nav.requests', '/requests'],
      ['nav.newExport', '/requests/new/$kind', 'export'],
      ['nav.newDeletion', '/requests/new/$kind', 'deletion'],
      ['nav.find', '/people'],
      ['nav.incoming', '/incoming'],
      ['nav.optOuts', '/opt-outs'],
      ['nav.holds', '/holds'],
      ['nav.retention', '/retention'],
      ['nav.duties', '/duties'],
      ['nav.approvals', '/approvals'],
    ],
  ],
  [
    'nav.organization',
    [
      ['nav.members', '/members'],
      ['nav.accessReview', '/access-review'],
      ['nav.audit', '/audit'],
      ['nav.projects', '/projects'],
      ['signIn.domains', '/sign-in-domains'],
    ],
  ],
];

/** Pixels above and below each entry, so that all of them are seen at once on a screen of 720. */
const NAV_PADDING = 4;

const EnrolFirst = lazy(async () => ({ default: (await import('../account/enrol-first')).EnrolFirst }));

/** What stands around every page of somebody who signed in. */
export function Shell() {
  return (
    <Suspense fallback={<Loading />}>
      <SignedIn />
    </Suspense>
  );
}

function SignedIn() {
  const t = useTexts();
  const session = useSession();
  const [opened, { toggle, close }] = useDisclosure();
  const isNarrow = useMediaQuery('(max-width: 62em)');
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const content = useFocusOnNewPage(path);
  useEffect(close, [path, close]);
  const [enrols, setEnrols] = useEnrolsFirst(session);
  if (session === null) return <ToSignIn />;
  if (enrols) return <EnrolFirst onDone={() => setEnrols(false)} />;
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 260, breakpoint: 'md', collapsed: { mobile: !opened } }}
      padding="md"
    >
      <a
        className="skip-link"
        href="#console"
        onClick={(event) => {
          event.preventDefault();
          content.current?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="md"
              size="sm"
              aria-label={t('app.menu')}
              aria-expanded={opened}
            />
            <Text fw={700}>{t('app.name')}</Text>
          </Group>
          <AccountMenu session={session} />
        </Group>
      </AppShell.Header>
      {/* Closed on a narrow screen it is beside the screen, and no key leads there. */}
      <AppShell.Navbar p="xs" aria-label={t('nav.main')} component="nav" inert={isNarrow && !opened}>
        <AppShell.Section grow component={ScrollArea}>
          {GROUPS.map(([title, entries]) => (
            <Navigation key={title} title={title} entries={entries} path={path} />
          ))}
          <NavLink
            component={Link}
            to="/profile"
            label={t('nav.profile')}
            py={NAV_PADDING}
            active={path === '/profile'}
          />
          <NavLink href="/docs" label={t('nav.docs')} py={NAV_PADDING} />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main ref={content} tabIndex={-1} style={{ outline: 'none' }}>
        <KeptStanding path={path}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </KeptStanding>
      </AppShell.Main>
      <EndedSession />
    </AppShell>
  );
}

/** Until a second factor is set up and its recovery codes are kept, also when the session is asked for again meanwhile. */
function useEnrolsFirst(session: Session | null) {
  const [enrols, setEnrols] = useState(false);
  const must = session?.secondFactor.mustEnrol === true;
  useEffect(() => {
    if (must) setEnrols(true);
  }, [must]);
  return [enrols || must, setEnrols] as const;
}

/** To the door, and from there back to where one was going: the page and its filters, as they were when this began. */
function ToSignIn() {
  const address = useRouterState({ select: ({ location: { pathname, searchStr } }) => `${pathname}${searchStr}` });
  const [next] = useState(address);
  return <Navigate to="/sign-in" search={{ next } as never} replace />;
}

/** The router marks a link itself, also above the page one is on: here it does so for the page alone, and `isAt` for the rest. */
const EXACTLY = { exact: true, includeSearch: false };

/** A page below an entry is part of it, as a request is of the requests; a new request has entries of its own. */
function isAt(path: string, address: string): boolean {
  return path === address || (path.startsWith(`${address}/`) && !path.startsWith('/requests/new/'));
}

function Navigation({ title, entries, path }: { title: MessageId; entries: readonly Entry[]; path: string }) {
  const t = useTexts();
  return (
    <>
      <Text size="xs" fw={700} c="dimmed" px="sm" pt="sm" pb={4}>
        {t(title)}
      </Text>
      {entries.map(([label, to, kind]) => {
        const address = kind === undefined ? to : to.replace('$kind', kind);
        const active = isAt(path, address);
        return (
          <NavLink
            key={label}
            component={Link}
            to={to}
            activeOptions={EXACTLY}
            params={(kind === undefined ? {} : { kind }) as never}
            label={t(label)}
            py={NAV_PADDING}
            active={active}
            aria-current={active ? 'page' : undefined}
            rightSection={to === '/approvals' ? <ApprovalsBadge /> : undefined}
          />
        );
      })}
    </>
  );
}

/** Moves the focus into the new page, so that a keyboard or a screen reader goes on there. Not at the first page. */
function useFocusOnNewPage(path: string) {
  const content = useRef<HTMLDivElement>(null);
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    content.current?.focus();
  }, [path]);
  return content;
}
