import type { Role } from '../access/index.js';
import type { PropertyClass } from '../subject-data/index.js';

/**
 * What something is read for: to `look` at it, by somebody who asks about people (questions, raw export, find, previews, the console);
 * or to `answer` the person whose data it is, whoever ordered that and fetches the file.
 */
export const PURPOSES = ['look', 'answer'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Who looks. A tool is whoever comes by a credential that can be given to a program. */
export type Viewer =
  | { readonly kind: 'person'; readonly role: Role | null }
  | { readonly kind: 'service-account'; readonly id: string }
  /** `ids`: the token's own, and those of the tokens it took the place of. `role`: of the person whose it is. */
  | { readonly kind: 'oauth-token'; readonly role: Role | null; readonly ids: readonly string[] }
  | { readonly kind: 'api-secret' }
  | { readonly kind: 'nobody' };

/** Who is shown what is sensitive in a project. */
export interface ViewRule {
  /** Of people who signed in, and of the people whose tokens are named. */
  readonly roles: readonly Role[];
  /** Ids of service accounts. */
  readonly serviceAccounts: readonly string[];
  /** Ids of GDPR OAuth tokens. */
  readonly oauthTokens: readonly string[];
  readonly apiSecret: boolean;
}

/** Until an owner says otherwise: whoever answers for the people, and no tool. */
export const FIRST_VIEW: ViewRule = {
  roles: ['owner', 'admin'],
  serviceAccounts: [],
  oauthTokens: [],
  apiSecret: false,
};

/** Whether a value of this class is shown. */
export function isShown(purpose: Purpose, of: PropertyClass, viewer: Viewer, view: ViewRule): boolean {
  if (of === 'ordinary') return true;
  if (of === 'withheld') return false;
  return purpose === 'answer' || seesSensitive(viewer, view);
}

/** A tool is shown what it is named for; a person's token never more than the person. */
function seesSensitive(viewer: Viewer, view: ViewRule): boolean {
  switch (viewer.kind) {
    case 'person':
      return isNamed(viewer.role, view);
    case 'oauth-token':
      return isNamed(viewer.role, view) && viewer.ids.some((id) => view.oauthTokens.includes(id));
    case 'service-account':
      return view.serviceAccounts.includes(viewer.id);
    case 'api-secret':
      return view.apiSecret;
    case 'nobody':
      return false;
  }
}

function isNamed(role: Role | null, { roles }: ViewRule): boolean {
  return role !== null && roles.includes(role);
}
