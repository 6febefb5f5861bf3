import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { FailedDoor, FailedPage } from './failures/failed-page';
import { fetchPart } from './failures/missing-part';
import { fetchTexts, type Part } from '../texts/loaded';
import { Shell } from './shell';
import { NotFound } from './not-found';

/**
 * Where one is stands behind the #, which browsers send to nobody: neither the token of an invitation nor a filter of a list comes into a
 * server's log. Each page is a file of its own, fetched when it is opened.
 */
const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: FailedDoor });
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Shell, errorComponent: FailedDoor });

const page: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => fetchPart(load), name);

/** A page with the texts that it says beside those that everything is shown with. */
function saying<Module>(parts: readonly Part[], load: () => Promise<Module>): () => Promise<Module> {
  return async () => {
    const [module] = await Promise.all([load(), fetchTexts(parts)]);
    return module;
  };
}

const within = { getParentRoute: () => inside };
const outside = { getParentRoute: () => root, errorComponent: FailedDoor };

const pages = [
  createRoute({ ...within, path: '/', component: page(() => import('../overview/overview-page'), 'OverviewPage') }),
  createRoute({
    ...within,
    path: '/requests',
    component: page(
      saying(['requests'], () => import('../requests/requests-page')),
      'RequestsPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/requests/new/$kind',
    component: page(
      saying(['orders'], () => import('../requests/new-request-page')),
      'NewRequestPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/requests/$id',
    component: page(
      saying(['requests', 'time'], () => import('../requests/request-page')),
      'RequestPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/people',
    component: page(
      saying(['orders'], () => import('../people/find-page')),
      'FindPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/incoming',
    component: page(
      saying(['orders'], () => import('../incoming/incoming-page')),
      'IncomingPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/opt-outs',
    component: page(
      saying(['orders', 'projects'], () => import('../opt-outs/opt-outs-page')),
      'OptOutsPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/holds',
    component: page(
      saying(['orders'], () => import('../people/holds-page')),
      'HoldsPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/retention',
    component: page(
      saying(['time'], () => import('../retention/retention-page')),
      'RetentionPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/retention/runs/$runId',
    component: page(
      saying(['time'], () => import('../retention/run-page')),
      'RunPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/duties',
    component: page(
      saying(['time'], () => import('../duties/duties-page')),
      'DutiesPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/approvals',
    component: page(
      saying(['requests'], () => import('../requests/approvals-page')),
      'ApprovalsPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/members',
    component: page(
      saying(['organization'], () => import('../organization/members-page')),
      'MembersPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/access-review',
    component: page(
      saying(['organization', 'projects'], () => import('../organization/access-review-page')),
      'AccessReviewPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/audit',
    component: page(
      saying(['organization', 'requests'], () => import('../organization/audit-page')),
      'AuditPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/projects',
    component: page(
      saying(['projects', 'time'], () => import('../projects/projects-page')),
      'ProjectsPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/projects/$projectId',
    component: page(
      saying(['projects', 'time', 'organization'], () => import('../projects/project-page')),
      'ProjectPage',
    ),
  }),
  createRoute({
    ...within,
    path: '/sign-in-domains',
    component: page(() => import('../organization/sign-in-domains-page'), 'SignInDomainsPage'),
  }),
  createRoute({
    ...within,
    path: '/profile',
    component: page(
      saying(['organization'], () => import('../profile/profile-page')),
      'ProfilePage',
    ),
  }),
];

const doors = [
  createRoute({ ...outside, path: '/sign-in', component: page(() => import('../account/sign-in-page'), 'SignInPage') }),
  createRoute({
    ...outside,
    path: '/forgotten',
    component: page(() => import('../account/forgotten-page'), 'ForgottenPage'),
  }),
  createRoute({
    ...outside,
    path: '/invitations/$token',
    component: page(() => import('../account/invitation-page'), 'InvitationPage'),
  }),
  createRoute({
    ...outside,
    path: '/password-resets/$token',
    component: page(() => import('../account/password-reset-page'), 'PasswordResetPage'),
  }),
  createRoute({
    ...outside,
    path: '/email-verification/$token',
    component: page(() => import('../account/email-verification-page'), 'EmailVerificationPage'),
  }),
];

export const router = createRouter({
  routeTree: root.addChildren([inside.addChildren(pages), ...doors]),
  history: createHashHistory(),
  defaultPreload: 'intent',
  defaultErrorComponent: FailedPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
