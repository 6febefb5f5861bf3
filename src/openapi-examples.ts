import type { OpenAPIObject } from '@nestjs/swagger';

/** Nobody: whoever tries an operation out must not meet a person with it. */
const SUBJECT = 'example-subject';
const LINK_TOKEN = 'what-stands-at-the-end-of-the-link';
const EMAIL = 'ana@example.com';
const PASSWORD = 'a sentence nobody else would think of';
const CODE = '123456';

/**
 * What `/docs` fills in for "Try it out", by operation: what may be sent as it stands and does no harm. Where a kind can be chosen
 * it is an export, and the subject is nobody.
 */
export const EXAMPLES: Readonly<Record<string, object>> = {
  WireRetrievalsController_open: { distinct_ids: [SUBJECT], compliance_type: 'GDPR', disclosure_type: 'Data' },
  WireDeletionsController_open: { distinct_ids: [SUBJECT], compliance_type: 'GDPR', disclosure_type: 'Data' },
  WireDeletionsController_cancelOf: { distinct_ids: [SUBJECT] },
  RequestsController_open: {
    projectId: 1,
    kind: 'export',
    regime: 'GDPR',
    disclosure: 'Data',
    reference: 'EXAMPLE-1',
    channel: 'web-form',
    distinctIds: [SUBJECT],
  },
  RequestsController_preview: {
    projectId: 1,
    kind: 'export',
    regime: 'GDPR',
    disclosure: 'Data',
    distinctIds: [SUBJECT],
  },
  RequestsController_search: { projectId: 1, distinctId: SUBJECT },
  DecisionsController_deny: { code: 'not-verified' },
  ExtensionsController_extend: { reason: 'More systems than usual have to be searched.' },
  HandOversController_record: { manner: 'e-mail' },
  HoldsController_place: {
    projectId: 1,
    distinctIds: [SUBJECT],
    basis: 'GDPR Art. 17(3)(e): an example',
    until: '2099-12-31T00:00:00Z',
  },
  HoldsController_search: { projectId: 1, distinctId: SUBJECT },
  DutiesController_carryOut: { reason: 'The audit for which it was kept was closed.' },
  DutiesController_giveUp: { reason: 'A court has asked for it.', basis: 'GDPR Art. 17(3)(e): an example' },
  OptOutsController_optOut: { projectId: 1, distinctIds: [SUBJECT] },
  OptOutsController_optIn: { projectId: 1, distinctIds: [SUBJECT] },
  OptOutsController_search: { projectId: 1, distinctId: SUBJECT },
  OptOutsController_check: { projectId: 1, distinctIds: [SUBJECT] },
  ProfileQueryController_query: { project_id: 1, where: `properties["$email"] == "${EMAIL}"` },
  ProfilesController_find: { property: '$email', value: EMAIL },
  // Of a project that nobody has: whoever tries this out must not erase anybody sooner.
  SweepsController_order: { projectId: 2147483647 },
  ProjectEndingsController_delete: { name: 'The name of the project, typed out' },
  ProjectEndingsController_reset: { name: 'The name of the project, typed out' },
  SessionController_signIn: { email: EMAIL, password: PASSWORD },
  SessionController_changePassword: { currentPassword: PASSWORD, newPassword: `${PASSWORD} at all` },
  SecondFactorController_begin: { password: PASSWORD },
  SecondFactorController_confirm: { code: CODE },
  SecondFactorController_renewCodes: { password: PASSWORD, code: CODE },
  SecondFactorController_remove: { password: PASSWORD, code: CODE },
  OauthTokensController_create: { name: 'An example' },
  OauthTokensController_rotate: { overlapDays: 1 },
  OwnAccountController_change: { language: 'en' },
  OwnAccountController_end: { password: PASSWORD },
  NoticesController_choose: {
    wanted: {
      finished: true,
      finishedByOthers: false,
      failed: true,
      atRisk: true,
      approval: true,
      token: true,
      sweep: true,
      retention: true,
      duty: true,
    },
  },
  ClassificationController_change: { changes: [{ name: 'example', class: 'ordinary' }] },
  ViewsController_set: { roles: ['owner', 'admin'], serviceAccounts: [], oauthTokens: [], apiSecret: false },
  RetentionController_change: { replayRetentionDays: 30 },
  RetentionPreviewController_preview: { eventMonths: 24 },
  ProjectsController_change: { name: 'An example' },
  OrganizationsController_change: { requireSecondFactor: false },
  ProjectsController_rotateSecret: { overlapDays: 7 },
  OrganizationsController_createProject: { name: 'An example' },
  AccessReviewController_mark: { note: 'Everybody is still with us.' },
  OrganizationsController_changeRole: { role: 'member' },
  ServiceAccountsController_create: { name: 'example', role: 'member', expiresInDays: 1 },
  InvitationsController_invite: { email: EMAIL, role: 'member' },
  SignInDomainsController_allow: { domain: 'example.com', role: 'member' },
  AccountDoorsController_show: { token: LINK_TOKEN },
  AccountDoorsController_accept: { token: LINK_TOKEN, name: 'Ana Example', password: PASSWORD },
  AccountDoorsController_join: { token: LINK_TOKEN },
  AccountDoorsController_askForReset: { email: EMAIL },
  AccountDoorsController_completeReset: { token: LINK_TOKEN, password: PASSWORD },
  AccountDoorsController_completeVerification: { token: LINK_TOKEN, password: PASSWORD },
};

/** The fields beside a file. */
export const FORM_EXAMPLE = { projectId: 1, kind: 'export', regime: 'GDPR', disclosure: 'Data' };

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Of an operation that answers under several paths, the name without the number of the path. */
export function operationName(operationId = ''): string {
  return operationId.replace(/\[\d+\]$/, '');
}

/** Writes the examples into the document, and one that can be read wherever a page would make one up by a pattern. */
export function addExamples(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      const body = operation?.requestBody;
      if (operation === undefined) continue;
      exemplify(operation.responses);
      if (body === undefined || !('content' in body)) continue;
      exemplify(body.content);
      const json = body.content['application/json'];
      const example = EXAMPLES[operationName(operation.operationId)];
      if (json !== undefined && example !== undefined) json.example = example;
    }
  }
  exemplify(document.components?.schemas);
}

const BY_FORMAT: Readonly<Record<string, string>> = {
  'date-time': '2026-03-09T22:28:55Z',
  date: '2026-03-09',
  uuid: '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f',
};

/** Of times and ids: the pattern says no more than the format, and pages draw values from it that nobody would send. */
function exemplify(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as Record<string, unknown>;
  const example = typeof schema['format'] === 'string' ? BY_FORMAT[schema['format']] : undefined;
  if (example !== undefined && schema['type'] === 'string') {
    delete schema['pattern'];
    schema['example'] ??= example;
  }
  Object.values(schema).forEach(exemplify);
}
