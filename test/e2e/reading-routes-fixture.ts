/**
 * Every route that answers with something, by what it tells of properties and columns of subject data. A route without an entry fails a
 * test: whoever adds one says here which it is.
 */

/** Tells no value of any: counts, names, ids, settings, people who work. */
const NO_VALUES: Readonly<Record<string, string>> = {
  AccessReviewController: 'show mark',
  AccountDoorsController: 'join askForVerification completeVerification',
  AnnotationsController: 'list',
  ApprovalsController: 'list',
  AuditViewsController: 'list export',
  ClassificationController: 'show suggest',
  CompletionRecordController: 'show bytes signature page',
  DataMapController: 'show check',
  DecisionsController: 'approve deny extend retry',
  DutiesController: 'list show carryOut giveUp',
  HandOversController: 'record list',
  HoldsController: 'place list search lift',
  IncomingController: 'show',
  InvitationsController: 'invite list',
  MemberTokensController: 'list',
  MixpanelDeletionsController: 'open poll',
  MixpanelRetrievalsController: 'open poll',
  NoticesController: 'show',
  OauthTokensController: 'create list rotate',
  OptOutsController: 'optOut optIn list export defaultPeriods search check',
  OrganizationsController: 'listProjects createProject listMembers',
  OverviewController: 'show compile compileCsv',
  OwnAccountController: 'show ownData',
  PlacesController: 'list',
  ProcessingRecordController: 'ofProject ofOrganization',
  ProjectEndingsController: 'reset list show restore record signature',
  ProjectsController: 'show listSecrets rotateSecret',
  ProviderSignInController: 'prove',
  RequestEventsController: 'follow',
  RequestListController: 'download',
  RequestsController: 'open list search preview show revoke',
  RetentionController: 'show takeBack',
  RetentionOrdersController: 'order',
  RetentionPreviewController: 'preview',
  RetentionRunsController: 'list show bytes signature',
  SecondFactorController: 'begin confirm renewCodes remove',
  ServiceAccountsController: 'create list',
  SessionController: 'show changePassword',
  SignInDomainsController: 'list allow',
  SuppressionController: 'show',
  SweepsController: 'order list',
  ViewsController: 'show',
};

/** The answer to the person, whoever fetches it: what is sensitive is in it, what is withheld is told to be held. */
export const ANSWERS: readonly string[] = [
  'DownloadController.get',
  'DownloadsController.download',
  'DownloadsController.downloadPart',
];

/** Shows values, or finds by them: each has a probe, by which the matrix is tried. */
export const BY_VIEW: readonly string[] = [
  'ProfilesController.find',
  'ProfileQueryController.queryByGet',
  'ProfileQueryController.query',
  'RawExportController.export',
  'EventStreamController.query',
];

export const READING_ROUTES: ReadonlySet<string> = new Set([
  ...Object.entries(NO_VALUES).flatMap(([controller, methods]) =>
    methods.split(' ').map((method) => `${controller}.${method}`),
  ),
  ...ANSWERS,
  ...BY_VIEW,
]);
