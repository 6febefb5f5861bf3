// Written by `npm run console:types` from the OpenAPI document.
export interface paths {
  '/api/v1/projects/{projectId}/incoming': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count what came in: taken, refused and why, dropped, of refused people, not believed (every member) */
    get: operations['IncomingController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is signed in, with organizations, roles and projects */
    get: operations['SessionController_show'];
    put?: never;
    /**
     * Sign in: sets the session cookie
     * @description Where several accounts have the address and the password, the answer is 409 `several-accounts` with `organizations` to choose from. Where the account has a second factor, a right password without `code` is answered with 401 `second-factor-required`.
     */
    post: operations['SessionController_signIn'];
    /** Sign out */
    delete: operations['SessionController_signOut'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Change the password: ends all sessions, this one included, and all GDPR OAuth tokens */
    post: operations['SessionController_changePassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitations/show': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What an invitation offers, to whoever holds its link */
    post: operations['AccountDoorsController_show'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitations/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Accept an invitation with a password; then sign in */
    post: operations['AccountDoorsController_accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitations/join': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Accept an invitation as the account that is signed in, if its address is confirmed */
    post: operations['AccountDoorsController_join'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/password-resets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask for a link to choose a new password; the answer is always the same */
    post: operations['AccountDoorsController_askForReset'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/password-resets/complete': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Choose a new password by the link that was mailed: ends all sessions and GDPR OAuth tokens */
    post: operations['AccountDoorsController_completeReset'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/email-verification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask for a link that confirms your address */
    post: operations['AccountDoorsController_askForVerification'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/email-verification/complete': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Confirm your address by the link that was mailed, with a new password: ends all sessions and tokens */
    post: operations['AccountDoorsController_completeVerification'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/invitations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the invitations (owners and admins) */
    get: operations['InvitationsController_list'];
    put?: never;
    /**
     * Invite somebody (owners and admins; only owners invite owners)
     * @description Makes a link that is good once, for 7 days, and ends an older one of the same address. Where mail is sent it goes to the address; else the answer shows it, this once.
     */
    post: operations['InvitationsController_invite'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/invitations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke an invitation (owners and admins; only owners revoke an owner’s) */
    delete: operations['InvitationsController_revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/members/{userId}/oauth-tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the GDPR OAuth tokens of a member (owners)
     * @description `revokedAt` says since when one opens nothing in this organization.
     */
    get: operations['MemberTokensController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/members/{userId}/oauth-tokens/{tokenId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * End a member’s GDPR OAuth token in this organization, for good (owners)
     * @description Where its person belongs to another organization too, it stays good there.
     */
    delete: operations['MemberTokensController_revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/oauth-tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List your GDPR OAuth tokens */
    get: operations['OauthTokensController_list'];
    put?: never;
    /** Make a GDPR OAuth token: shown once, valid one year */
    post: operations['OauthTokensController_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/oauth-tokens/{id}/rotate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make a GDPR OAuth token in the place of one of yours: shown once, valid one year
     * @description It has the same name. The old one ends after `overlapDays`, so that whoever uses it can take the new one.
     */
    post: operations['OauthTokensController_rotate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/oauth-tokens/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke one of your GDPR OAuth tokens */
    delete: operations['OauthTokensController_revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Ask a second factor of every member, or no longer (owners who have one) */
    patch: operations['OrganizationsController_change'];
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/projects': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the projects (owners and admins) */
    get: operations['OrganizationsController_listProjects'];
    put?: never;
    /** Create a project: its API secret is shown once (owners and admins) */
    post: operations['OrganizationsController_createProject'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the members (owners and admins) */
    get: operations['OrganizationsController_listMembers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/members/{userId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Remove a member (owners and admins; only owners remove owners) */
    delete: operations['OrganizationsController_removeMember'];
    options?: never;
    head?: never;
    /** Change a role (owners and admins; only owners make or change owners) */
    patch: operations['OrganizationsController_changeRole'];
    trace?: never;
  };
  '/api/v1/session/account': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Your account */
    get: operations['OwnAccountController_show'];
    put?: never;
    post?: never;
    /**
     * Delete your account, for good
     * @description Ends your sessions, tokens and memberships. The audit and the requests keep the number of the account, and neither its name nor its address.
     */
    delete: operations['OwnAccountController_end'];
    options?: never;
    head?: never;
    /** Change your name, or the language in which mails are written to you */
    patch: operations['OwnAccountController_change'];
    trace?: never;
  };
  '/api/v1/session/own-data': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What Habeas holds about you, as a file
     * @description Without secrets, and without the people whom your requests are about.
     */
    get: operations['OwnAccountController_ownData'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{projectId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show a project and its settings (owners and admins) */
    get: operations['ProjectsController_show'];
    put?: never;
    post?: never;
    /**
     * Delete a project (owners)
     * @description It is nowhere at once: no way in takes anything, no way out knows it. Until `restorableUntil` it can be brought back as it was; by `goneBy` what it held is gone for good. Tables of the company are not touched.
     */
    delete: operations['ProjectEndingsController_delete'];
    options?: never;
    head?: never;
    /** Change settings; the others stay (owners and admins; approvals owners alone) */
    patch: operations['ProjectsController_change'];
    trace?: never;
  };
  '/api/v1/projects/{projectId}/api-secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the API secrets that are good, the newest first (owners and admins) */
    get: operations['ProjectsController_listSecrets'];
    put?: never;
    /**
     * Replace the API secret: the new one is shown once (owners and admins)
     * @description Older ones end at once, or after `overlapDays`. What the API secret may do, and who let it, stays as it is.
     */
    post: operations['ProjectsController_rotateSecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{projectId}/api-secret/former': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** End at once the API secrets that a newer one has replaced (owners and admins) */
    delete: operations['ProjectsController_endFormerSecrets'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sign-in-ways': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How one signs in here: with a password, and by which identity provider */
    get: operations['ProviderSignInController_ways'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/oauth': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Begin to sign in by the identity provider
     * @description For browsers, from our own pages: others are sent to the page that leads here.
     */
    get: operations['ProviderSignInController_begin'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/oauth/proof': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Sign in at the identity provider anew, to prove that it is you
     * @description For browsers, in the session that is proved: for five minutes it stands for the password (`null` in its place). Where nobody has confirmed your address, it does that, if the provider calls the same one confirmed: all your sessions and GDPR OAuth tokens end, as do service accounts you made and a second factor, and a new session begins.
     */
    get: operations['ProviderSignInController_prove'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/oauth/callback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where the identity provider sends people back: sets the session cookie */
    get: operations['ProviderSignInController_end'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/second-factor': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Begin a second factor (TOTP): a secret for your app
     * @description It counts once `confirm` has taken a code of it; begun again, an unconfirmed one ends.
     */
    post: operations['SecondFactorController_begin'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/second-factor/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Confirm the second factor by a code: ends your other sessions, and gives ten recovery codes */
    post: operations['SecondFactorController_confirm'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/second-factor/recovery-codes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make ten new recovery codes; the older ones end */
    post: operations['SecondFactorController_renewCodes'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/second-factor/remove': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Turn your second factor off */
    post: operations['SecondFactorController_remove'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/service-accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the service accounts (owners and admins) */
    get: operations['ServiceAccountsController_list'];
    put?: never;
    /** Make a service account for a year at the most: its secret is shown once (owners and admins) */
    post: operations['ServiceAccountsController_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/service-accounts/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke a service account (owners and admins; only owners revoke an owner) */
    delete: operations['ServiceAccountsController_revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/sign-in-domains': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the domains whose people may come in by the identity provider (owners) */
    get: operations['SignInDomainsController_list'];
    put?: never;
    /**
     * Let the people of a domain in by the identity provider (owners)
     * @description Whoever has no account and comes with a confirmed address of this domain becomes a member with this role, and counts as let in by you. A domain that is allowed already has this role from now on. It lets nobody in once you are no owner any more.
     */
    post: operations['SignInDomainsController_allow'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/sign-in-domains/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Let nobody further in by a domain; who came stays (owners) */
    delete: operations['SignInDomainsController_remove'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{projectId}/classification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show what properties and columns are: ordinary, sensitive or withheld (owners and admins) */
    get: operations['ClassificationController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change what properties and columns are; the others stay (owners and admins; what is looser, owners alone)
     * @description Holds at once, for what is held already too. Sensitive is shown to whom the view names; withheld to nobody, and an export for the person says that it is held. All changes are made, or none.
     */
    patch: operations['ClassificationController_change'];
    trace?: never;
  };
  '/api/v1/projects/{projectId}/classification/suggestions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Look for what seems not everybody’s to see, by names and values (owners and admins)
     * @description Some hundred rows of each collection are looked at, of this project alone. No value is shown, logged or kept.
     */
    post: operations['ClassificationController_suggest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{projectId}/views': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show who is shown what is sensitive, and which tools could be (owners and admins) */
    get: operations['ViewsController_show'];
    /**
     * Say who is shown what is sensitive (owners)
     * @description Holds at once. Whoever is not named is told that something is there, and finds nobody by it. Files of an export for the person hold it, whoever fetches them, which stands in the request’s timeline.
     */
    put: operations['ViewsController_set'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/app/data-retrievals/v3.0': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Open an export */
    post: operations['WireRetrievalsController_open[0]'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/app/data-retrievals/v2.0': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Open an export */
    post: operations['WireRetrievalsController_open[1]'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/app/data-retrievals/v3.0/{trackingId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Poll an export */
    get: operations['WireRetrievalsController_poll[0]'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/app/data-retrievals/v2.0/{trackingId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Poll an export */
    get: operations['WireRetrievalsController_poll[1]'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/app/data-deletions/v3.0': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Open a deletion */
    post: operations['WireDeletionsController_open[0]'];
    /**
     * Cancel the deletions of exactly these ids
     * @description Each id counts for the last deletion that named it. Deletions all of whose ids are named are cancelled, all of them or none.
     */
    delete: operations['WireDeletionsController_cancelOf[0]'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/app/data-deletions/v2.0': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Open a deletion */
    post: operations['WireDeletionsController_open[1]'];
    /**
     * Cancel the deletions of exactly these ids
     * @description Each id counts for the last deletion that named it. Deletions all of whose ids are named are cancelled, all of them or none.
     */
    delete: operations['WireDeletionsController_cancelOf[1]'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/app/data-deletions/v3.0/{trackingId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Poll a deletion */
    get: operations['WireDeletionsController_poll[0]'];
    put?: never;
    post?: never;
    /** Cancel a deletion that has not started */
    delete: operations['WireDeletionsController_cancel[0]'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/app/data-deletions/v2.0/{trackingId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Poll a deletion */
    get: operations['WireDeletionsController_poll[1]'];
    put?: never;
    post?: never;
    /** Cancel a deletion that has not started */
    delete: operations['WireDeletionsController_cancel[1]'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/approvals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the deletions that wait for a second person, and who may approve each
     * @description What is due first comes first.
     */
    get: operations['ApprovalsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Take the list of requests as a CSV file
     * @description All pages of the list with these filters, a row a request, for a spreadsheet: UTF-8, times in UTC, nothing that would be taken for a formula, and no id of a subject. That it was taken stands in the audit. A file that breaks off was not finished.
     */
    get: operations['RequestListController_download'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List requests, newest first or what is due first */
    get: operations['RequestsController_list'];
    put?: never;
    /** Open an export or a deletion */
    post: operations['RequestsController_open'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Find the requests of a subject
     * @description A POST, so that the id stands in no URL and in no log of one.
     */
    post: operations['RequestsController_search'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview what a request would find
     * @description Closure and counts per collection, by the predicate the request itself would use. Nothing is stored.
     */
    post: operations['RequestsController_preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show a request */
    get: operations['RequestsController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}/revoke': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Revoke a deletion that has not started, or an export that has not ended
     * @description An export under way stops, and what it wrote is destroyed. A deletion ordered with it then waits for approval.
     */
    post: operations['RequestsController_revoke'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Approve a deletion that waits for a second person
     * @description By a person who was an owner or admin before it was opened, and is independent of who opened it: neither let the other in or made the account, by whatever steps. `approvers` of the refusal names who may.
     */
    post: operations['DecisionsController_approve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}/deny': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Deny a whole request that has not started
     * @description With a reason the law knows. Nothing is disclosed or erased; the ids may be asked for again.
     */
    post: operations['DecisionsController_deny'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}/extend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Extend the deadline of a request, once
     * @description By two further months (GDPR Art. 12(3)) or 45 further days (11 CCR §7021(b)), while the first deadline lasts. The company tells the person of it, with the reason; Habeas records it.
     */
    post: operations['ExtensionsController_extend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Have a request looked at again at once
     * @description When somebody has put right what `attention` or `failure` names. It is tried again by itself too, an hour later at the most.
     */
    post: operations['DecisionsController_retry'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}/hand-overs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the hand-overs of a request */
    get: operations['HandOversController_list'];
    put?: never;
    /**
     * Record how the company gave the answer
     * @description A download or a followed link is a look (`looks` of the request) and no hand-over. Of an export: a folder, or the whole, which begins the grace of a deletion ordered with it; of a deletion or a denial: the answer.
     */
    post: operations['HandOversController_record'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/overview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show how an organization stands: open by deadline, finished on time, volume, time to completion */
    get: operations['OverviewController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Compile the metrics of a calendar year
     * @description Of 11 CCR §7102(a)(1), for requests to know and to delete that were received in the year; every person a request names is counted.
     */
    get: operations['OverviewController_compile'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/metrics.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Compile the metrics of a calendar year, as CSV
     * @description Of 11 CCR §7102(a)(1), for requests to know and to delete that were received in the year; every person a request names is counted.
     */
    get: operations['OverviewController_compileCsv'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Follow a request as server-sent events
     * @description An event `changed` at the beginning, and within a second or two of each change: ask for the request then. Its id says how the request stands; who sends it as `Last-Event-ID`, as browsers do after a cut, is told `unchanged` first where nothing was missed. The stream ends with the role, session or token that opened it, and when the server is told to end.
     */
    get: operations['RequestEventsController_follow'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}/download': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download a finished export as a ZIP
     * @description A folder a person, and a manifest beside them. A range may be asked for (`Range`, `If-Range`), to resume. It is a look and no hand-over: record that at `hand-overs`.
     */
    get: operations['RequestsController_download'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}/subjects/{ordinal}/download': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download one subject's folder, by its `ordinal` from 0, as a ZIP of its own
     * @description A range may be asked for (`Range`, `If-Range`), to resume. It is a look and no hand-over: record that at `hand-overs`.
     */
    get: operations['RequestsController_downloadPart'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}/record': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show the completion record */
    get: operations['CompletionRecordController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}/record.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download the exact bytes that were signed
     * @description Name the revision, so that bytes and signature are of one.
     */
    get: operations['CompletionRecordController_bytes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}/record.sig': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Download the signature, 64 bytes */
    get: operations['CompletionRecordController_signature'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/requests/{id}/record.html': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show the completion record as a page to print */
    get: operations['CompletionRecordController_page'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/keys/completion-record': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the public key of completion records */
    get: operations['CompletionKeyController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/keys/completion-record.pem': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Download the public key of completion records as SPKI PEM */
    get: operations['CompletionKeyController_pem'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/holds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List holds, newest first */
    get: operations['HoldsController_list'];
    put?: never;
    /**
     * Place a hold on each of the subjects, or on none
     * @description A hold on any id of a person holds the person. It ends by itself at `until`, or when it is lifted.
     */
    post: operations['HoldsController_place'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/holds/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Find the holds on an id
     * @description On this very id; the preview of a deletion tells whether any other id of the person is held. A POST, so that the id stands in no URL and in no log of one.
     */
    post: operations['HoldsController_search'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/holds/{id}/lift': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End a hold before its time
     * @description One that was lifted already stays so: `liftedBy` and `liftedAt` say by whom, and when.
     */
    post: operations['HoldsController_lift'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/duties': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List what is owed, and what was, the newest first */
    get: operations['DutiesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/duties/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show a duty */
    get: operations['DutiesController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/duties/{id}/carry-out': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Have a duty carried out before its time (owners)
     * @description By the next sweep, since the basis is gone. Rows that a policy keeps are released by it. Somebody held is freed by lifting the hold instead.
     */
    post: operations['DutiesController_carryOut'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/duties/{id}/give-up': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give a duty up: the data is kept on another basis from now on (owners)
     * @description Its ids are destroyed, so that it cannot be taken up again: a new request erases them.
     */
    post: operations['DutiesController_giveUp'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/opt-outs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List opt-outs, or opt-ins, newest first */
    get: operations['OptOutsController_list'];
    put?: never;
    /**
     * Opt people out: from now on nothing of theirs is taken in
     * @description Covers each id and everything that stands for the same person, devices included, also what is linked later, on every way in. It stands when the answer comes, also in a project that is closed for the moment, or was deleted and can be brought back. Told again, it is no error.
     */
    post: operations['OptOutsController_optOut'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/opt-ins': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Opt people in: ends their opt-outs, and what refuses them since they were deleted
     * @description A deletion that has not ended goes on to refuse what arrives. Told again, it is no error.
     */
    post: operations['OptOutsController_optIn'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/opt-outs.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Take the list along as CSV
     * @description Of opt-outs in whatever way, the times in which everybody was opted out by default stand at the end, without an id (`default`). That it was taken along stands in the audit.
     */
    get: operations['OptOutsController_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/opt-outs/default-periods': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * When everybody was opted out by default, and who set it, the newest time first
     * @description Who did not opt in while `optedOutByDefault` was set made no choice, and stands in no list.
     */
    get: operations['OptOutsController_defaultPeriods'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/opt-outs/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Find the opt-outs and opt-ins of a person
     * @description By any of their ids. A POST, so that the id stands in no URL and in no log of one.
     */
    post: operations['OptOutsController_search'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/suppressions/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Check whether data of these ids is taken in
     * @description For a login, or an import, that must not bring somebody back: by the id and by everything that stands for the same person. Counts towards the project's rate of records. A POST, so that the id stands in no URL and in no log of one.
     */
    post: operations['OptOutsController_check'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sweeps': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show what waits for the next sweep, and the latest ones (owners and admins) */
    get: operations['SweepsController_list'];
    put?: never;
    /**
     * Start the sweep of what is due at once, instead of at its schedule (owners)
     * @description Takes deletions that wait for nothing but the schedule; those in their grace, on hold or waiting for approval stay as they are. What has started cannot be revoked.
     */
    post: operations['SweepsController_order'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{projectId}/profiles/find': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Find people by a property of their profile
     * @description Ids, with what is held about each; no property is shown. A POST, so that the value stands in no URL and in no log of one; the audit keeps the name of the property and how many were found.
     */
    post: operations['ProfilesController_find'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/2.0/engage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Look up profiles, as clients of Mixpanel’s query API do
     * @description Parameters come in the query, a form or a JSON body, for GET too; those of the body come first. `where` is the subset that `docs/questions.md` names. Each call is written down in the audit log, without the values of `where`; whoever is suppressed or being erased is left out, and what the view of the project does not show you is named and not shown.
     */
    get: operations['ProfileQueryController_queryByGet[0]'];
    put?: never;
    /**
     * Look up profiles, as clients of Mixpanel’s query API do
     * @description Parameters come in the query, a form or a JSON body, for GET too; those of the body come first. `where` is the subset that `docs/questions.md` names. Each call is written down in the audit log, without the values of `where`; whoever is suppressed or being erased is left out, and what the view of the project does not show you is named and not shown.
     */
    post: operations['ProfileQueryController_query[0]'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/2.0/engage/query': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Look up profiles, as clients of Mixpanel’s query API do
     * @description Parameters come in the query, a form or a JSON body, for GET too; those of the body come first. `where` is the subset that `docs/questions.md` names. Each call is written down in the audit log, without the values of `where`; whoever is suppressed or being erased is left out, and what the view of the project does not show you is named and not shown.
     */
    get: operations['ProfileQueryController_queryByGet[1]'];
    put?: never;
    /**
     * Look up profiles, as clients of Mixpanel’s query API do
     * @description Parameters come in the query, a form or a JSON body, for GET too; those of the body come first. `where` is the subset that `docs/questions.md` names. Each call is written down in the audit log, without the values of `where`; whoever is suppressed or being erased is left out, and what the view of the project does not show you is named and not shown.
     */
    post: operations['ProfileQueryController_query[1]'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/query/engage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Look up profiles, as clients of Mixpanel’s query API do
     * @description Parameters come in the query, a form or a JSON body, for GET too; those of the body come first. `where` is the subset that `docs/questions.md` names. Each call is written down in the audit log, without the values of `where`; whoever is suppressed or being erased is left out, and what the view of the project does not show you is named and not shown.
     */
    get: operations['ProfileQueryController_queryByGet[2]'];
    put?: never;
    /**
     * Look up profiles, as clients of Mixpanel’s query API do
     * @description Parameters come in the query, a form or a JSON body, for GET too; those of the body come first. `where` is the subset that `docs/questions.md` names. Each call is written down in the audit log, without the values of `where`; whoever is suppressed or being erased is left out, and what the view of the project does not show you is named and not shown.
     */
    post: operations['ProfileQueryController_query[2]'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/query/engage/query': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Look up profiles, as clients of Mixpanel’s query API do
     * @description Parameters come in the query, a form or a JSON body, for GET too; those of the body come first. `where` is the subset that `docs/questions.md` names. Each call is written down in the audit log, without the values of `where`; whoever is suppressed or being erased is left out, and what the view of the project does not show you is named and not shown.
     */
    get: operations['ProfileQueryController_queryByGet[3]'];
    put?: never;
    /**
     * Look up profiles, as clients of Mixpanel’s query API do
     * @description Parameters come in the query, a form or a JSON body, for GET too; those of the body come first. `where` is the subset that `docs/questions.md` names. Each call is written down in the audit log, without the values of `where`; whoever is suppressed or being erased is left out, and what the view of the project does not show you is named and not shown.
     */
    post: operations['ProfileQueryController_query[3]'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/place-databases': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the databases that turn addresses into places (everybody who signed in) */
    get: operations['PlacesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{projectId}/reset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Empty a project (owners)
     * @description What it holds is set aside, where nobody sees it, and the project goes on: its settings, tokens, requests, holds and opt-outs stay. For the minutes in which rows are moved it is closed: ways in ask clients to send again, ways out answer `project-closed`. Until `restorableUntil` what was set aside can be brought back beside what came since; by `goneBy` it is gone for good.
     */
    post: operations['ProjectEndingsController_reset'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/project-endings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the projects that were deleted or emptied, the newest first (owners and admins) */
    get: operations['ProjectEndingsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/project-endings/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show how far the end of a project is (owners and admins) */
    get: operations['ProjectEndingsController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/project-endings/{id}/restore': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Bring a project back that was deleted, or what it held before it was emptied (owners) */
    post: operations['ProjectEndingsController_restore'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/project-endings/{id}/record.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download the exact bytes that were signed when it was gone (owners and admins)
     * @description The key to check the signature with is that of completion records. There is another revision where what was left of somebody held has gone since: name it, so that bytes and signature are of one.
     */
    get: operations['ProjectEndingsController_record'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/project-endings/{id}/record.sig': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Download the signature, 64 bytes (owners and admins) */
    get: operations['ProjectEndingsController_signature'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/access-review': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show who could do what: people, domains that let people in, service accounts, API secrets and tokens that are good, and who is shown what is sensitive (owners and admins)
     * @description Each with who let them in, since when, and the last use.
     */
    get: operations['AccessReviewController_show'];
    put?: never;
    /**
     * Mark it as reviewed, with a note (owners and admins)
     * @description An entry of the audit log, with the counts of what there was.
     */
    post: operations['AccessReviewController_mark'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the audit log, the newest first (owners and admins)
     * @description What was done in the organization and its projects, and what its members did with their own accounts since they belong to it. No subject stands in it.
     */
    get: operations['AuditViewsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/audit.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Take the audit log along as CSV (owners and admins)
     * @description What was done in the organization and its projects, and what its members did with their own accounts since they belong to it. No subject stands in it. That it was taken along is an entry of its own.
     */
    get: operations['AuditViewsController_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/data-map': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show the data map, held against the databases as they are now (owners and admins)
     * @description Collections of projects of other organizations alone are left out.
     */
    get: operations['DataMapController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/data-map/coverage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Look for subject data that the data map does not cover (owners and admins)
     * @description As `habeas datamap check`: every registered database, by the names, types and contents of columns. No value is shown, logged or kept. One check at a time; whoever asks meanwhile is told what it finds.
     */
    post: operations['DataMapController_check'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{projectId}/processing-record': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Draw up the record of processing activities of a project (owners and admins)
     * @description GDPR Art. 30(1), from the data map, the settings and the audit as they are at the moment. It holds no data of a person, and names in `notSaid` what only the company can say.
     */
    get: operations['ProcessingRecordController_ofProject'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organizations/{organizationId}/processing-record': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Draw up the record of processing activities of each project of an organization (owners and admins)
     * @description GDPR Art. 30(1), from the data map, the settings and the audit as they are at the moment. It holds no data of a person, and names in `notSaid` what only the company can say.
     */
    get: operations['ProcessingRecordController_ofOrganization'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{projectId}/suppression': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count the ids whose data is refused, and what was refused of them (owners and admins) */
    get: operations['SuppressionController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{projectId}/retention': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show how long what a project holds is kept, and why (owners and admins) */
    get: operations['RetentionController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change how long it is kept; the rest stays (owners and admins; the plan and its dates owners alone)
     * @description What is lengthened counts at once. What is shortened takes effect `RETENTION_GRACE` later (seven days) and can be taken back until then; a preview tells what would go. Any change of the plan, to a larger one too, makes it 24 months for events.
     */
    patch: operations['RetentionController_change'];
    trace?: never;
  };
  '/api/v1/projects/{projectId}/retention/changes/{changeId}/take-back': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Put a window back that was shortened and has not taken effect (owners and admins; of a plan owners alone) */
    post: operations['RetentionController_takeBack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/retention/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the runs that have begun, newest first */
    get: operations['RetentionRunsController_list'];
    put?: never;
    /**
     * Have the next run begin at once, instead of at its schedule (owners)
     * @description Takes what would go tonight, and nothing more.
     */
    post: operations['RetentionOrdersController_order'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/retention/runs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show what a run did, step by step */
    get: operations['RetentionRunsController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/retention/runs/{id}/record.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download the exact bytes of an organization's record of a run that were signed
     * @description The key they are signed with is that of completion records: `/api/v1/keys/completion-record`.
     */
    get: operations['RetentionRunsController_bytes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/retention/runs/{id}/record.sig': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Download the signature, 64 bytes */
    get: operations['RetentionRunsController_signature'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/retention/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Show what would go of a project, by collection and month
     * @description With the next run where nothing is sent; else as if these windows were set and had taken effect. Nothing is touched.
     */
    post: operations['RetentionPreviewController_preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/notices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What you are told of by mail */
    get: operations['NoticesController_show'];
    /**
     * Choose what you are told of by mail
     * @description Mails name a request by the beginning of its id, and nobody it is about.
     */
    put: operations['NoticesController_choose'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/2.0/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export the events of some days, one a line
     * @description Streamed, gzipped where `Accept-Encoding` takes it; where it breaks off, the connection does. The order is not said. Whoever is suppressed or being erased is left out; what whoever asks is not shown is named as there. The audit keeps who read which days and how many events.
     */
    get: operations['RawExportController_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/2.0/stream/query': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show the events of some ids
     * @description Streamed and audited as the raw export is.
     */
    get: operations['EventStreamController_query[0]'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/query/stream/query': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show the events of some ids
     * @description Streamed and audited as the raw export is.
     */
    get: operations['EventStreamController_query[1]'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/2.0/annotations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Test credentials: there are no annotations */
    get: operations['AnnotationsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: never;
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  IncomingController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description The last thirty days, the newest first. */
            days: {
              /**
               * Format: date
               * @description In UTC.
               * @example 2026-03-09
               */
              day: string;
              /** @enum {string} */
              door: 'track' | 'engage' | 'groups' | 'import' | 'record';
              /**
               * @description `taken`: stored, or of groups, checked. `refused`: something is wrong with it. `dropped`: it is of nobody, was sent to be ignored, or is a recording where none is kept.
               * @enum {string}
               */
              outcome: 'taken' | 'refused' | 'dropped';
              /** @description A code; empty where records were taken. */
              reason: string;
              /** @description Records. */
              count: number;
            }[];
            /** @description Links of ids that came with the public token and joined nobody. */
            unbelieved: {
              kind: string;
              lastThirtyDays: number;
              total: number;
              /** @description By day (UTC), the newest first: the last thirty days, without those that have none. */
              days: {
                /**
                 * Format: date
                 * @example 2026-03-09
                 */
                day: string;
                count: number;
              }[];
            }[];
            /** @description Records of people who are refused. */
            suppressed: {
              reason: string;
              lastThirtyDays: number;
              total: number;
              /** @description By day (UTC), the newest first: the last thirty days, without those that have none. */
              days: {
                /**
                 * Format: date
                 * @example 2026-03-09
                 */
                day: string;
                count: number;
              }[];
            }[];
            /** @description Properties and values of records that were taken without them, by the rule that says so. */
            notKept: {
              kind: string;
              name: string;
              lastThirtyDays: number;
              total: number;
              /** @description By day (UTC), the newest first: the last thirty days, without those that have none. */
              days: {
                /**
                 * Format: date
                 * @example 2026-03-09
                 */
                day: string;
                count: number;
              }[];
            }[];
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  SessionController_show: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            person: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              email: string;
              name: string;
              /** @description Whether the address is proved; else the account is good in one organization. */
              emailVerified: boolean;
            };
            secondFactor: {
              enrolled: boolean;
              since: string | null;
              recoveryCodesLeft: number;
              /** @description Whether an organization asks it of its members. */
              required: boolean;
              /** @description Until a second factor is set up, this session is good for that alone, and names no organization. */
              mustEnrol: boolean;
            };
            /** @description Beside the password, for what a session alone does not open. */
            proof: {
              /** @description Whether you can prove that it is you by signing in at the identity provider anew. */
              provider: boolean;
              /** @description Until when such a sign-in stands for your password; null: you have not. */
              until: string | null;
            };
            organizations: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              name: string;
              /** @enum {string} */
              role: 'owner' | 'admin' | 'member';
              /** @description Whether members need a second factor. */
              requireSecondFactor: boolean;
              projects: {
                id: number;
                /**
                 * Format: uuid
                 * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
                 */
                organizationId: string;
                name: string;
                token: string;
                timezone: string;
                /**
                 * @description Of the pages that people are given, where an order names no other.
                 * @enum {string}
                 */
                language: 'en' | 'de';
                allowApiSecret: boolean;
                /** @description Whether the API secret may read profiles and events. */
                allowSecretQuestions: boolean;
                deletionGraceSeconds: number | null;
                /** @description Subjects that one deletion may name; null: the instance's own. */
                deletionLimit: number | null;
                /** @enum {string} */
                ccpaWindow: 'twelve-months' | 'since-2022';
                suppressAfterDeletion: boolean;
                /** @description Fields that an order must carry; orders of the wire, which has no words for them, are exempt. */
                readonly requiredReceipt: ('receivedAt' | 'reference' | 'channel' | 'requester' | 'verification')[];
                /** @description Public holidays, `YYYY-MM-DD`: deadlines end on working days. */
                readonly holidays: string[];
                /** @description A deletion of more subjects than this waits for a second person. */
                approvalCount: number | null;
                /** @description The same for a share of the project's profiles, 0 to 1. */
                approvalShare: number | null;
                /** @description Whether addresses become places before they are dropped. */
                lookUpPlaces: boolean;
                /** @description Properties that are not kept; `*` ends a beginning. */
                readonly blockedProperties: string[];
                /** @description Values that are not kept. */
                readonly droppedValues: ('e-mail' | 'card-number' | 'social-security-number' | 'password')[];
                /** @description Whether ids are kept as keyed hashes alone. */
                hashIds: boolean;
                /** @description The name of an event that opts in as `$opt_in` does. */
                optInEvent: string | null;
                /**
                 * @description What `$opt_in` lifts where the project token alone came with it.
                 * @enum {string}
                 */
                publicOptIn: 'devices' | 'lifts-opt-outs';
                /** @description Whether nothing of an id is kept until it opted in. */
                optedOutByDefault: boolean;
                /**
                 * @description What `Sec-GPC: 1` does.
                 * @enum {string}
                 */
                globalPrivacyControl: 'off' | 'drop' | 'no-links';
                /** @description Of a hundred sessions so many are recorded; at 0 no recording is kept. */
                recordSessions: number;
                /** @description Days for which a recording is kept. */
                replayRetentionDays: number;
              }[];
            }[];
            /** @description Subjects that one request may name; of a deletion where the project's `deletionLimit` is null. */
            subjectLimits: {
              export: number;
              deletion: number;
            };
          };
        };
      };
    };
  };
  SessionController_signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "ana@example.com",
         *       "password": "a sentence nobody else would think of"
         *     }
         */
        'application/json': {
          email: string;
          password: string;
          /**
           * @description Where an address has an account in each of several organizations: the one that is meant.
           * @default null
           */
          organizationId?: string | null;
          /** @default null */
          code?: string | null;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            person: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              email: string;
              name: string;
              /** @description Whether the address is proved; else the account is good in one organization. */
              emailVerified: boolean;
            };
            secondFactor: {
              enrolled: boolean;
              since: string | null;
              recoveryCodesLeft: number;
              /** @description Whether an organization asks it of its members. */
              required: boolean;
              /** @description Until a second factor is set up, this session is good for that alone, and names no organization. */
              mustEnrol: boolean;
            };
            /** @description Beside the password, for what a session alone does not open. */
            proof: {
              /** @description Whether you can prove that it is you by signing in at the identity provider anew. */
              provider: boolean;
              /** @description Until when such a sign-in stands for your password; null: you have not. */
              until: string | null;
            };
            organizations: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              name: string;
              /** @enum {string} */
              role: 'owner' | 'admin' | 'member';
              /** @description Whether members need a second factor. */
              requireSecondFactor: boolean;
              projects: {
                id: number;
                /**
                 * Format: uuid
                 * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
                 */
                organizationId: string;
                name: string;
                token: string;
                timezone: string;
                /**
                 * @description Of the pages that people are given, where an order names no other.
                 * @enum {string}
                 */
                language: 'en' | 'de';
                allowApiSecret: boolean;
                /** @description Whether the API secret may read profiles and events. */
                allowSecretQuestions: boolean;
                deletionGraceSeconds: number | null;
                /** @description Subjects that one deletion may name; null: the instance's own. */
                deletionLimit: number | null;
                /** @enum {string} */
                ccpaWindow: 'twelve-months' | 'since-2022';
                suppressAfterDeletion: boolean;
                /** @description Fields that an order must carry; orders of the wire, which has no words for them, are exempt. */
                readonly requiredReceipt: ('receivedAt' | 'reference' | 'channel' | 'requester' | 'verification')[];
                /** @description Public holidays, `YYYY-MM-DD`: deadlines end on working days. */
                readonly holidays: string[];
                /** @description A deletion of more subjects than this waits for a second person. */
                approvalCount: number | null;
                /** @description The same for a share of the project's profiles, 0 to 1. */
                approvalShare: number | null;
                /** @description Whether addresses become places before they are dropped. */
                lookUpPlaces: boolean;
                /** @description Properties that are not kept; `*` ends a beginning. */
                readonly blockedProperties: string[];
                /** @description Values that are not kept. */
                readonly droppedValues: ('e-mail' | 'card-number' | 'social-security-number' | 'password')[];
                /** @description Whether ids are kept as keyed hashes alone. */
                hashIds: boolean;
                /** @description The name of an event that opts in as `$opt_in` does. */
                optInEvent: string | null;
                /**
                 * @description What `$opt_in` lifts where the project token alone came with it.
                 * @enum {string}
                 */
                publicOptIn: 'devices' | 'lifts-opt-outs';
                /** @description Whether nothing of an id is kept until it opted in. */
                optedOutByDefault: boolean;
                /**
                 * @description What `Sec-GPC: 1` does.
                 * @enum {string}
                 */
                globalPrivacyControl: 'off' | 'drop' | 'no-links';
                /** @description Of a hundred sessions so many are recorded; at 0 no recording is kept. */
                recordSessions: number;
                /** @description Days for which a recording is kept. */
                replayRetentionDays: number;
              }[];
            }[];
            /** @description Subjects that one request may name; of a deletion where the project's `deletionLimit` is null. */
            subjectLimits: {
              export: number;
              deletion: number;
            };
          };
        };
      };
    };
  };
  SessionController_signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  SessionController_changePassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "currentPassword": "a sentence nobody else would think of",
         *       "newPassword": "a sentence nobody else would think of at all"
         *     }
         */
        'application/json': {
          /** @description The one of this account; null: you signed in at the identity provider anew (`/api/v1/session/oauth/proof`). */
          currentPassword: string | null;
          newPassword: string;
        };
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  AccountDoorsController_show: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "what-stands-at-the-end-of-the-link"
         *     }
         */
        'application/json': {
          /** @description What stands at the end of the link. */
          token: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            organization: string;
            email: string;
            /** @enum {string} */
            role: 'owner' | 'admin' | 'member';
            invitedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            expiresAt: string;
            /**
             * @description `password`: the address the link was mailed to has an account, which joins by its own.
             * @enum {string}
             */
            asks: 'password' | 'new-password';
          };
        };
      };
    };
  };
  AccountDoorsController_accept: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "what-stands-at-the-end-of-the-link",
         *       "name": "Ana Example",
         *       "password": "a sentence nobody else would think of"
         *     }
         */
        'application/json': {
          /** @description What stands at the end of the link. */
          token: string;
          /**
           * @description Of a new account; left out, the address stands for it.
           * @default
           */
          name?: string;
          /** @description A new one; or, where `asks` is `password`, that of the account this address has. */
          password: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            organization: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              name: string;
            };
            person: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              email: string;
              name: string;
              emailVerified: boolean;
            };
            /** @enum {string} */
            role: 'owner' | 'admin' | 'member';
          };
        };
      };
    };
  };
  AccountDoorsController_join: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "what-stands-at-the-end-of-the-link"
         *     }
         */
        'application/json': {
          /** @description What stands at the end of the link. */
          token: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            organization: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              name: string;
            };
            person: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              email: string;
              name: string;
              emailVerified: boolean;
            };
            /** @enum {string} */
            role: 'owner' | 'admin' | 'member';
          };
        };
      };
    };
  };
  AccountDoorsController_askForReset: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "ana@example.com"
         *     }
         */
        'application/json': {
          email: string;
        };
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            message: string;
          };
        };
      };
    };
  };
  AccountDoorsController_completeReset: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "what-stands-at-the-end-of-the-link",
         *       "password": "a sentence nobody else would think of"
         *     }
         */
        'application/json': {
          /** @description What stands at the end of the link. */
          token: string;
          password: string;
        };
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  AccountDoorsController_askForVerification: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            message: string;
          };
        };
      };
    };
  };
  AccountDoorsController_completeVerification: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "what-stands-at-the-end-of-the-link",
         *       "password": "a sentence nobody else would think of"
         *     }
         */
        'application/json': {
          /** @description What stands at the end of the link. */
          token: string;
          password: string;
        };
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  InvitationsController_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              email: string;
              /** @enum {string} */
              role: 'owner' | 'admin' | 'member';
              /** @enum {string} */
              state: 'pending' | 'accepted' | 'revoked' | 'expired';
              /**
               * @description `failed`: the mail server has not taken the mail; invite again.
               * @enum {string}
               */
              delivery: 'mail' | 'shown' | 'failed';
              /** @description E-mail of who invited, or `operator`. */
              invitedBy: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              expiresAt: string;
            }[];
          };
        };
      };
    };
  };
  InvitationsController_invite: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "ana@example.com",
         *       "role": "member"
         *     }
         */
        'application/json': {
          email: string;
          /** @enum {string} */
          role: 'owner' | 'admin' | 'member';
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            email: string;
            /** @enum {string} */
            role: 'owner' | 'admin' | 'member';
            /** @enum {string} */
            state: 'pending' | 'accepted' | 'revoked' | 'expired';
            /**
             * @description `failed`: the mail server has not taken the mail; invite again.
             * @enum {string}
             */
            delivery: 'mail' | 'shown' | 'failed';
            /** @description E-mail of who invited, or `operator`. */
            invitedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            expiresAt: string;
            /** @description Shown this once where no mail is sent; good for one person, once. Null where it was mailed. */
            link: string | null;
          };
        };
      };
    };
  };
  InvitationsController_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  MemberTokensController_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
        userId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              name: string;
              /** @description The first characters, by which one recognizes it. */
              prefix: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
              lastUsedAt: string | null;
              revokedAt: string | null;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              expiresAt: string;
              /** @description The token that was made in its place, which makes this one end earlier. */
              replacedBy: string | null;
            }[];
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `organization-not-found`, `member-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  MemberTokensController_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
        userId: string;
        tokenId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `organization-not-found`, `member-not-found`, `token-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  OauthTokensController_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              name: string;
              /** @description The first characters, by which one recognizes it. */
              prefix: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
              lastUsedAt: string | null;
              revokedAt: string | null;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              expiresAt: string;
              /** @description The token that was made in its place, which makes this one end earlier. */
              replacedBy: string | null;
              /** @description Organizations in which an owner has ended it, for good; it may be good in others. */
              endedIn: {
                /**
                 * Format: uuid
                 * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
                 */
                organizationId: string;
                organization: string;
                /**
                 * Format: date-time
                 * @example 2026-03-09T22:28:55Z
                 */
                at: string;
              }[];
            }[];
          };
        };
      };
    };
  };
  OauthTokensController_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "An example"
         *     }
         */
        'application/json': {
          /** @default GDPR OAuth token */
          name?: string;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            name: string;
            /** @description The first characters, by which one recognizes it. */
            prefix: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
            lastUsedAt: string | null;
            revokedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            expiresAt: string;
            /** @description The token that was made in its place, which makes this one end earlier. */
            replacedBy: string | null;
            /** @description Shown this once. */
            token: string;
          };
        };
      };
    };
  };
  OauthTokensController_rotate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "overlapDays": 1
         *     }
         */
        'application/json': {
          /**
           * @description For how many days the old token goes on; with 0 it ends at once.
           * @default 1
           */
          overlapDays?: number;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            name: string;
            /** @description The first characters, by which one recognizes it. */
            prefix: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
            lastUsedAt: string | null;
            revokedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            expiresAt: string;
            /** @description The token that was made in its place, which makes this one end earlier. */
            replacedBy: string | null;
            /** @description Shown this once. */
            token: string;
          };
        };
      };
      /** @description `token-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `token-over`, `token-replaced` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  OauthTokensController_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  OrganizationsController_change: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "requireSecondFactor": false
         *     }
         */
        'application/json': {
          /** @description Whether members who sign in with a password need a second factor; ask it of others once you have one. */
          requireSecondFactor: boolean;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            name: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
            requireSecondFactor: boolean;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `organization-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `second-factor-not-set`: set up your own first. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  OrganizationsController_listProjects: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              id: number;
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              organizationId: string;
              name: string;
              token: string;
              timezone: string;
              /**
               * @description Of the pages that people are given, where an order names no other.
               * @enum {string}
               */
              language: 'en' | 'de';
              allowApiSecret: boolean;
              /** @description Whether the API secret may read profiles and events. */
              allowSecretQuestions: boolean;
              deletionGraceSeconds: number | null;
              /** @description Subjects that one deletion may name; null: the instance's own. */
              deletionLimit: number | null;
              /** @enum {string} */
              ccpaWindow: 'twelve-months' | 'since-2022';
              suppressAfterDeletion: boolean;
              /** @description Fields that an order must carry; orders of the wire, which has no words for them, are exempt. */
              readonly requiredReceipt: ('receivedAt' | 'reference' | 'channel' | 'requester' | 'verification')[];
              /** @description Public holidays, `YYYY-MM-DD`: deadlines end on working days. */
              readonly holidays: string[];
              /** @description A deletion of more subjects than this waits for a second person. */
              approvalCount: number | null;
              /** @description The same for a share of the project's profiles, 0 to 1. */
              approvalShare: number | null;
              /** @description Whether addresses become places before they are dropped. */
              lookUpPlaces: boolean;
              /** @description Properties that are not kept; `*` ends a beginning. */
              readonly blockedProperties: string[];
              /** @description Values that are not kept. */
              readonly droppedValues: ('e-mail' | 'card-number' | 'social-security-number' | 'password')[];
              /** @description Whether ids are kept as keyed hashes alone. */
              hashIds: boolean;
              /** @description The name of an event that opts in as `$opt_in` does. */
              optInEvent: string | null;
              /**
               * @description What `$opt_in` lifts where the project token alone came with it.
               * @enum {string}
               */
              publicOptIn: 'devices' | 'lifts-opt-outs';
              /** @description Whether nothing of an id is kept until it opted in. */
              optedOutByDefault: boolean;
              /**
               * @description What `Sec-GPC: 1` does.
               * @enum {string}
               */
              globalPrivacyControl: 'off' | 'drop' | 'no-links';
              /** @description Of a hundred sessions so many are recorded; at 0 no recording is kept. */
              recordSessions: number;
              /** @description Days for which a recording is kept. */
              replayRetentionDays: number;
            }[];
          };
        };
      };
    };
  };
  OrganizationsController_createProject: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "An example"
         *     }
         */
        'application/json': {
          /** @description IANA name, such as Europe/Berlin. */
          timezone?: string;
          /**
           * @description Of the pages that people are given, where an order names no other.
           * @enum {string}
           */
          language?: 'en' | 'de';
          /** @description How long a deletion can be revoked, up to 21 days; null takes the instance's own. */
          deletionGraceSeconds?: number | null;
          /** @description Subjects that one deletion may name, up to 2000; null takes the instance's own (500). */
          deletionLimit?: number | null;
          /**
           * @description What a CCPA export covers.
           * @enum {string}
           */
          ccpaWindow?: 'twelve-months' | 'since-2022';
          /** @description Refuses what still arrives of deleted people. */
          suppressAfterDeletion?: boolean;
          /** @description Lets the API secret open privacy requests. */
          allowApiSecret?: boolean;
          /** @description Lets the API secret read profiles and events, as tools ask for them. */
          allowSecretQuestions?: boolean;
          /** @description Fields that an order must carry; orders of the wire are exempt. */
          requiredReceipt?: ('receivedAt' | 'reference' | 'channel' | 'requester' | 'verification')[];
          /** @description Public holidays, `YYYY-MM-DD`. */
          holidays?: string[];
          /** @description A deletion of more subjects than this waits for a second person; null asks for none. Owners only. */
          approvalCount?: number | null;
          /** @description The same for a share of the project's profiles, 0 to 1. Owners only. */
          approvalShare?: number | null;
          /** @description Turns addresses into places where clients ask for it; the address is kept nowhere in either case. */
          lookUpPlaces?: boolean;
          /** @description Properties that are not kept, in events and profiles: `email`, or `utm_*` for all that begin so. */
          blockedProperties?: string[];
          /** @description Values that are not kept, whatever property holds them. */
          droppedValues?: ('e-mail' | 'card-number' | 'social-security-number' | 'password')[];
          /** @description Keeps ids as keyed hashes alone. Can be changed while the project holds nothing. */
          hashIds?: boolean;
          /** @description The name of an event that opts in as `$opt_in` does; null: that one alone. */
          optInEvent?: string | null;
          /**
           * @description What `$opt_in` lifts where the project token alone came with it: `devices`, what the same device said; `lifts-opt-outs`, also an opt-out by the API or the console, though anybody can send such an event.
           * @enum {string}
           */
          publicOptIn?: 'devices' | 'lifts-opt-outs';
          /** @description Keeps nothing of an id until it opted in. */
          optedOutByDefault?: boolean;
          /**
           * @description What `Sec-GPC: 1` does: `off`; `drop`, nothing of the call is kept; `no-links`, no link of its ids is kept.
           * @enum {string}
           */
          globalPrivacyControl?: 'off' | 'drop' | 'no-links';
          /** @description Of a hundred sessions browsers are told to record so many, from 0 to 100; at 0 no recording is kept, whoever sends one. */
          recordSessions?: number;
          /** @description Days for which a recording is kept, from 1 to 366; holds for what arrives after the change. */
          replayRetentionDays?: number;
          name: string;
          /**
           * @description The token that existing clients already carry; left out, a new one is made.
           * @default null
           */
          token?: string | null;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            id: number;
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            organizationId: string;
            name: string;
            token: string;
            timezone: string;
            /**
             * @description Of the pages that people are given, where an order names no other.
             * @enum {string}
             */
            language: 'en' | 'de';
            allowApiSecret: boolean;
            /** @description Whether the API secret may read profiles and events. */
            allowSecretQuestions: boolean;
            deletionGraceSeconds: number | null;
            /** @description Subjects that one deletion may name; null: the instance's own. */
            deletionLimit: number | null;
            /** @enum {string} */
            ccpaWindow: 'twelve-months' | 'since-2022';
            suppressAfterDeletion: boolean;
            /** @description Fields that an order must carry; orders of the wire, which has no words for them, are exempt. */
            readonly requiredReceipt: ('receivedAt' | 'reference' | 'channel' | 'requester' | 'verification')[];
            /** @description Public holidays, `YYYY-MM-DD`: deadlines end on working days. */
            readonly holidays: string[];
            /** @description A deletion of more subjects than this waits for a second person. */
            approvalCount: number | null;
            /** @description The same for a share of the project's profiles, 0 to 1. */
            approvalShare: number | null;
            /** @description Whether addresses become places before they are dropped. */
            lookUpPlaces: boolean;
            /** @description Properties that are not kept; `*` ends a beginning. */
            readonly blockedProperties: string[];
            /** @description Values that are not kept. */
            readonly droppedValues: ('e-mail' | 'card-number' | 'social-security-number' | 'password')[];
            /** @description Whether ids are kept as keyed hashes alone. */
            hashIds: boolean;
            /** @description The name of an event that opts in as `$opt_in` does. */
            optInEvent: string | null;
            /**
             * @description What `$opt_in` lifts where the project token alone came with it.
             * @enum {string}
             */
            publicOptIn: 'devices' | 'lifts-opt-outs';
            /** @description Whether nothing of an id is kept until it opted in. */
            optedOutByDefault: boolean;
            /**
             * @description What `Sec-GPC: 1` does.
             * @enum {string}
             */
            globalPrivacyControl: 'off' | 'drop' | 'no-links';
            /** @description Of a hundred sessions so many are recorded; at 0 no recording is kept. */
            recordSessions: number;
            /** @description Days for which a recording is kept. */
            replayRetentionDays: number;
            /** @description Shown this once. */
            apiSecret: string;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `token-taken`: another project has this token. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `setting-unfit` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  OrganizationsController_listMembers: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              email: string;
              name: string;
              emailVerified: boolean;
              /** @enum {string} */
              role: 'owner' | 'admin' | 'member';
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
              /** @description When they last signed in, did something, or used a token. */
              lastUsedAt: string | null;
            }[];
          };
        };
      };
    };
  };
  OrganizationsController_removeMember: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
        userId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  OrganizationsController_changeRole: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
        userId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "role": "member"
         *     }
         */
        'application/json': {
          /** @enum {string} */
          role: 'owner' | 'admin' | 'member';
          /**
           * @description The role that was seen: where it is another one by now, nothing changes (412).
           * @enum {string}
           */
          from?: 'owner' | 'admin' | 'member';
        };
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `changed-meanwhile`: the role is not `from` any more; `earlier` says who changed it, and when. */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  OwnAccountController_show: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            email: string;
            name: string;
            emailVerified: boolean;
            /** @description Null until one was chosen: mails are in English then. */
            language: ('en' | 'de') | null;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
          };
        };
      };
    };
  };
  OwnAccountController_end: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "a sentence nobody else would think of"
         *     }
         */
        'application/json': {
          /** @description The one of this account; null: you signed in at the identity provider anew (`/api/v1/session/oauth/proof`). */
          password: string | null;
        };
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `password-wrong`, `proof-missing` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `last-owner`: `organizations` names those of which you are the last owner. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  OwnAccountController_change: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "language": "en"
         *     }
         */
        'application/json': {
          name?: string;
          /**
           * @description In which mails are written to you.
           * @enum {string}
           */
          language?: 'en' | 'de';
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            email: string;
            name: string;
            emailVerified: boolean;
            /** @description Null until one was chosen: mails are in English then. */
            language: ('en' | 'de') | null;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
          };
        };
      };
    };
  };
  OwnAccountController_ownData: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            about: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            writtenAt: string;
            account: {
              [key: string]: unknown;
            };
            memberships: {
              [key: string]: unknown;
            }[];
            sessions: {
              [key: string]: unknown;
            }[];
            /** @description Since when you have one, and which recovery codes were used. */
            secondFactor: {
              [key: string]: unknown;
            } | null;
            /** @description With the organizations that take them no longer. */
            oauthTokens: {
              [key: string]: unknown;
            }[];
            /** @description Who you are at identity providers. */
            signInIdentities: {
              [key: string]: unknown;
            }[];
            mailedLinks: {
              [key: string]: unknown;
            }[];
            /** @description Those you accepted, or that wait for you (`mine`), and those you wrote (`wroteIt`): without the addresses of others. */
            invitations: {
              [key: string]: unknown;
            }[];
            noticesChosen: string[] | null;
            /** @description What you were told of by mail. */
            notices: {
              [key: string]: unknown;
            }[];
            /** @description Who let you into which organization. */
            letIn: {
              [key: string]: unknown;
            }[];
            /** @description Accounts that you let in, or made, by number. */
            letOthersIn: {
              [key: string]: unknown;
            }[];
            apiSecretsMade: {
              [key: string]: unknown;
            }[];
            /** @description Whose people come in by the identity provider since you allowed it. */
            domainsAllowed: {
              [key: string]: unknown;
            }[];
            /** @description Without the people they are about. */
            requestsOpened: {
              [key: string]: unknown;
            }[];
            requestsApproved: {
              [key: string]: unknown;
            }[];
            /** @description Or lifted. */
            holdsPlaced: {
              [key: string]: unknown;
            }[];
            /** @description What you handed over, or downloaded. */
            handOvers: {
              [key: string]: unknown;
            }[];
            /** @description What you did to requests. */
            timeline: {
              [key: string]: unknown;
            }[];
            /** @description What you did. */
            audit: {
              [key: string]: unknown;
            }[];
          };
        };
      };
    };
  };
  ProjectsController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            id: number;
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            organizationId: string;
            name: string;
            token: string;
            timezone: string;
            /**
             * @description Of the pages that people are given, where an order names no other.
             * @enum {string}
             */
            language: 'en' | 'de';
            allowApiSecret: boolean;
            /** @description Whether the API secret may read profiles and events. */
            allowSecretQuestions: boolean;
            deletionGraceSeconds: number | null;
            /** @description Subjects that one deletion may name; null: the instance's own. */
            deletionLimit: number | null;
            /** @enum {string} */
            ccpaWindow: 'twelve-months' | 'since-2022';
            suppressAfterDeletion: boolean;
            /** @description Fields that an order must carry; orders of the wire, which has no words for them, are exempt. */
            readonly requiredReceipt: ('receivedAt' | 'reference' | 'channel' | 'requester' | 'verification')[];
            /** @description Public holidays, `YYYY-MM-DD`: deadlines end on working days. */
            readonly holidays: string[];
            /** @description A deletion of more subjects than this waits for a second person. */
            approvalCount: number | null;
            /** @description The same for a share of the project's profiles, 0 to 1. */
            approvalShare: number | null;
            /** @description Whether addresses become places before they are dropped. */
            lookUpPlaces: boolean;
            /** @description Properties that are not kept; `*` ends a beginning. */
            readonly blockedProperties: string[];
            /** @description Values that are not kept. */
            readonly droppedValues: ('e-mail' | 'card-number' | 'social-security-number' | 'password')[];
            /** @description Whether ids are kept as keyed hashes alone. */
            hashIds: boolean;
            /** @description The name of an event that opts in as `$opt_in` does. */
            optInEvent: string | null;
            /**
             * @description What `$opt_in` lifts where the project token alone came with it.
             * @enum {string}
             */
            publicOptIn: 'devices' | 'lifts-opt-outs';
            /** @description Whether nothing of an id is kept until it opted in. */
            optedOutByDefault: boolean;
            /**
             * @description What `Sec-GPC: 1` does.
             * @enum {string}
             */
            globalPrivacyControl: 'off' | 'drop' | 'no-links';
            /** @description Of a hundred sessions so many are recorded; at 0 no recording is kept. */
            recordSessions: number;
            /** @description Days for which a recording is kept. */
            replayRetentionDays: number;
            /** @description Names the settings as they are shown here, for `If-Match` of a change. */
            version: string;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  ProjectEndingsController_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "The name of the project, typed out"
         *     }
         */
        'application/json': {
          /** @description The name of the project, typed out: nobody deletes another one by mistake. */
          name: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /** @description As it was called when it was ended. */
            projectName: string;
            /** @enum {string} */
            kind: 'deleted' | 'reset';
            /** @description E-mail of who ended it, or `operator`. */
            orderedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            orderedAt: string;
            /**
             * Format: date-time
             * @description Until then it can be brought back.
             * @example 2026-03-09T22:28:55Z
             */
            restorableUntil: string;
            /**
             * Format: date-time
             * @description What it held is gone by then (PROJECT_RETENTION).
             * @example 2026-03-09T22:28:55Z
             */
            goneBy: string;
            /** @enum {string} */
            state: 'setting-aside' | 'restorable' | 'restoring' | 'restored' | 'going' | 'gone';
            restoredBy: string | null;
            /** @description When it was brought back, or gone. */
            finishedAt: string | null;
            /** @description When the bytes of it were off the disk. */
            scrubbedAt: string | null;
            /** @description What stood in the way at the last attempt; there is another. */
            trouble: {
              code: string;
              message: string;
            } | null;
            /** @description What it took; null while it is not gone. */
            counts: {
              collections: {
                collection: string;
                rows: number;
                /** @description Rows of whoever was held, which stayed. */
                spared: number;
              }[];
              destroyed: {
                /** @description Files of exports, and their keys. */
                exports: number;
                /** @description Requests whose ids nobody can read any more. */
                requestIds: number;
                holdIds: number;
                privacyChoices: number;
                suppressions: number;
                apiSecrets: number;
                propertyClasses: number;
                /** @description Days of counts of what came in, was refused and was dropped. */
                counts: number;
              };
              /** @description People whose rows stayed, and are owed. */
              duties: number;
            } | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody has signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `requests-open`: a request of the project has not ended; `project-closed` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `name-differs` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ProjectsController_change: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `version` that was seen, in quotes: where somebody has changed it since, nothing is saved (412). Left out, the change is made in any case. */
        'If-Match'?: string;
      };
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "An example"
         *     }
         */
        'application/json': {
          /** @description IANA name, such as Europe/Berlin. */
          timezone?: string;
          /**
           * @description Of the pages that people are given, where an order names no other.
           * @enum {string}
           */
          language?: 'en' | 'de';
          /** @description How long a deletion can be revoked, up to 21 days; null takes the instance's own. */
          deletionGraceSeconds?: number | null;
          /** @description Subjects that one deletion may name, up to 2000; null takes the instance's own (500). */
          deletionLimit?: number | null;
          /**
           * @description What a CCPA export covers.
           * @enum {string}
           */
          ccpaWindow?: 'twelve-months' | 'since-2022';
          /** @description Refuses what still arrives of deleted people. */
          suppressAfterDeletion?: boolean;
          /** @description Lets the API secret open privacy requests. */
          allowApiSecret?: boolean;
          /** @description Lets the API secret read profiles and events, as tools ask for them. */
          allowSecretQuestions?: boolean;
          /** @description Fields that an order must carry; orders of the wire are exempt. */
          requiredReceipt?: ('receivedAt' | 'reference' | 'channel' | 'requester' | 'verification')[];
          /** @description Public holidays, `YYYY-MM-DD`. */
          holidays?: string[];
          /** @description A deletion of more subjects than this waits for a second person; null asks for none. Owners only. */
          approvalCount?: number | null;
          /** @description The same for a share of the project's profiles, 0 to 1. Owners only. */
          approvalShare?: number | null;
          /** @description Turns addresses into places where clients ask for it; the address is kept nowhere in either case. */
          lookUpPlaces?: boolean;
          /** @description Properties that are not kept, in events and profiles: `email`, or `utm_*` for all that begin so. */
          blockedProperties?: string[];
          /** @description Values that are not kept, whatever property holds them. */
          droppedValues?: ('e-mail' | 'card-number' | 'social-security-number' | 'password')[];
          /** @description Keeps ids as keyed hashes alone. Can be changed while the project holds nothing. */
          hashIds?: boolean;
          /** @description The name of an event that opts in as `$opt_in` does; null: that one alone. */
          optInEvent?: string | null;
          /**
           * @description What `$opt_in` lifts where the project token alone came with it: `devices`, what the same device said; `lifts-opt-outs`, also an opt-out by the API or the console, though anybody can send such an event.
           * @enum {string}
           */
          publicOptIn?: 'devices' | 'lifts-opt-outs';
          /** @description Keeps nothing of an id until it opted in. */
          optedOutByDefault?: boolean;
          /**
           * @description What `Sec-GPC: 1` does: `off`; `drop`, nothing of the call is kept; `no-links`, no link of its ids is kept.
           * @enum {string}
           */
          globalPrivacyControl?: 'off' | 'drop' | 'no-links';
          /** @description Of a hundred sessions browsers are told to record so many, from 0 to 100; at 0 no recording is kept, whoever sends one. */
          recordSessions?: number;
          /** @description Days for which a recording is kept, from 1 to 366; holds for what arrives after the change. */
          replayRetentionDays?: number;
          name?: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            id: number;
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            organizationId: string;
            name: string;
            token: string;
            timezone: string;
            /**
             * @description Of the pages that people are given, where an order names no other.
             * @enum {string}
             */
            language: 'en' | 'de';
            allowApiSecret: boolean;
            /** @description Whether the API secret may read profiles and events. */
            allowSecretQuestions: boolean;
            deletionGraceSeconds: number | null;
            /** @description Subjects that one deletion may name; null: the instance's own. */
            deletionLimit: number | null;
            /** @enum {string} */
            ccpaWindow: 'twelve-months' | 'since-2022';
            suppressAfterDeletion: boolean;
            /** @description Fields that an order must carry; orders of the wire, which has no words for them, are exempt. */
            readonly requiredReceipt: ('receivedAt' | 'reference' | 'channel' | 'requester' | 'verification')[];
            /** @description Public holidays, `YYYY-MM-DD`: deadlines end on working days. */
            readonly holidays: string[];
            /** @description A deletion of more subjects than this waits for a second person. */
            approvalCount: number | null;
            /** @description The same for a share of the project's profiles, 0 to 1. */
            approvalShare: number | null;
            /** @description Whether addresses become places before they are dropped. */
            lookUpPlaces: boolean;
            /** @description Properties that are not kept; `*` ends a beginning. */
            readonly blockedProperties: string[];
            /** @description Values that are not kept. */
            readonly droppedValues: ('e-mail' | 'card-number' | 'social-security-number' | 'password')[];
            /** @description Whether ids are kept as keyed hashes alone. */
            hashIds: boolean;
            /** @description The name of an event that opts in as `$opt_in` does. */
            optInEvent: string | null;
            /**
             * @description What `$opt_in` lifts where the project token alone came with it.
             * @enum {string}
             */
            publicOptIn: 'devices' | 'lifts-opt-outs';
            /** @description Whether nothing of an id is kept until it opted in. */
            optedOutByDefault: boolean;
            /**
             * @description What `Sec-GPC: 1` does.
             * @enum {string}
             */
            globalPrivacyControl: 'off' | 'drop' | 'no-links';
            /** @description Of a hundred sessions so many are recorded; at 0 no recording is kept. */
            recordSessions: number;
            /** @description Days for which a recording is kept. */
            replayRetentionDays: number;
            /** @description Names the settings as they are shown here, for `If-Match` of a change. */
            version: string;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `project-not-empty`: `hashIds` of a project that holds something */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `changed-meanwhile`: the settings are no more what `If-Match` names; `earlier` says who changed them, and when. Nothing was saved. */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `setting-unfit`: a value that does not fit, or a grace that with the wait for a sweep leaves no five days of the shortest deadline. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  ProjectsController_listSecrets: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /** @description The first characters; null of one that was made before they were kept. */
              prefix: string | null;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              madeAt: string;
              /** @description E-mail of who made it, or `operator`; null where nobody wrote it down. */
              madeBy: string | null;
              /** @description When it ends, since there is a newer one; null: the newest. */
              endsAt: string | null;
              lastUsedAt: string | null;
            }[];
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  ProjectsController_rotateSecret: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "overlapDays": 7
         *     }
         */
        'application/json': {
          /**
           * @description Days for which older secrets stay good beside the new one; 0 ends them at once.
           * @default 0
           */
          overlapDays?: number;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Shown this once. */
            apiSecret: string;
            secrets: {
              /** @description The first characters; null of one that was made before they were kept. */
              prefix: string | null;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              madeAt: string;
              /** @description E-mail of who made it, or `operator`; null where nobody wrote it down. */
              madeBy: string | null;
              /** @description When it ends, since there is a newer one; null: the newest. */
              endsAt: string | null;
              lastUsedAt: string | null;
            }[];
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  ProjectsController_endFormerSecrets: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  ProviderSignInController_ways: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            password: boolean;
            /** @description The company’s own identity provider, begun at `/api/v1/session/oauth`; null where there is none. */
            oauth: {
              /** @description What people call the provider: it stands on the button. */
              name: string;
            } | null;
          };
        };
      };
    };
  };
  ProviderSignInController_begin: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description To the provider; where that fails, to the sign-in page with `error`, a stable code. */
      302: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  ProviderSignInController_prove: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description To the provider, and from there as a sign-in; with `error`, a stable code, where it proves nothing. */
      302: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  ProviderSignInController_end: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description To the sign-in page, which leads on; with `error`, a stable code, where nobody is signed in. */
      302: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  SecondFactorController_begin: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "a sentence nobody else would think of"
         *     }
         */
        'application/json': {
          /** @description The one of this account; null: you signed in at the identity provider anew (`/api/v1/session/oauth/proof`). */
          password: string | null;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Base32, for apps that take it typed in. Shown this once. */
            secret: string;
            /** @description `otpauth://totp/…`, for a QR code. */
            uri: string;
          };
        };
      };
      /** @description `password-wrong`, `proof-missing` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `second-factor-set` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  SecondFactorController_confirm: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "code": "123456"
         *     }
         */
        'application/json': {
          /** @description The six digits that the app shows now. */
          code: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Each good once, in the place of a code. Shown this once. */
            recoveryCodes: string[];
          };
        };
      };
      /** @description `second-factor-refused` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `second-factor-not-begun`, `second-factor-set` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  SecondFactorController_renewCodes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "a sentence nobody else would think of",
         *       "code": "123456"
         *     }
         */
        'application/json': {
          /** @description The one of this account; null: you signed in at the identity provider anew (`/api/v1/session/oauth/proof`). */
          password: string | null;
          /** @description The six digits that the app shows now, or a recovery code. Each is good once. */
          code: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Each good once, in the place of a code. Shown this once. */
            recoveryCodes: string[];
          };
        };
      };
      /** @description `password-wrong`, `proof-missing`, `second-factor-refused` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `second-factor-not-set` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  SecondFactorController_remove: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "a sentence nobody else would think of",
         *       "code": "123456"
         *     }
         */
        'application/json': {
          /** @description The one of this account; null: you signed in at the identity provider anew (`/api/v1/session/oauth/proof`). */
          password: string | null;
          /** @description The six digits that the app shows now, or a recovery code. Each is good once. */
          code: string;
        };
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `password-wrong`, `proof-missing`, `second-factor-refused` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `second-factor-not-set` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  ServiceAccountsController_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              organizationId: string;
              /** @description The user name of Basic authorization. */
              name: string;
              /** @enum {string} */
              role: 'owner' | 'admin' | 'member';
              /** @description The first characters, by which one recognizes it. */
              prefix: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
              lastUsedAt: string | null;
              revokedAt: string | null;
              expiresAt: string | null;
              /** @description E-mail of who made it, or `operator`: it ends when they leave the organization, or lose the role for it. */
              createdBy: string | null;
            }[];
          };
        };
      };
    };
  };
  ServiceAccountsController_create: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "example",
         *       "role": "member",
         *       "expiresInDays": 1
         *     }
         */
        'application/json': {
          name: string;
          /**
           * @default admin
           * @enum {string}
           */
          role?: 'owner' | 'admin' | 'member';
          /** @default 365 */
          expiresInDays?: number;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            organizationId: string;
            /** @description The user name of Basic authorization. */
            name: string;
            /** @enum {string} */
            role: 'owner' | 'admin' | 'member';
            /** @description The first characters, by which one recognizes it. */
            prefix: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
            lastUsedAt: string | null;
            revokedAt: string | null;
            expiresAt: string | null;
            /** @description E-mail of who made it, or `operator`: it ends when they leave the organization, or lose the role for it. */
            createdBy: string | null;
            /** @description Shown this once. */
            secret: string;
          };
        };
      };
    };
  };
  ServiceAccountsController_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  SignInDomainsController_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              domain: string;
              /**
               * @description Of whoever comes by it; owners are invited.
               * @enum {string}
               */
              role: 'admin' | 'member';
              /** @description E-mail of who allowed it, or `operator`: who counts as having let in whoever comes by it. */
              allowedBy: string;
              /** @description Whether who allowed it is still an owner; else it lets nobody in until another owner allows it. */
              inEffect: boolean;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
            }[];
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `organization-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  SignInDomainsController_allow: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "domain": "example.com",
         *       "role": "member"
         *     }
         */
        'application/json': {
          /** @description What stands behind the @: that of your own confirmed address. */
          domain: string;
          /**
           * @description Of whoever comes by it; owners are invited.
           * @enum {string}
           */
          role: 'admin' | 'member';
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            domain: string;
            /**
             * @description Of whoever comes by it; owners are invited.
             * @enum {string}
             */
            role: 'admin' | 'member';
            /** @description E-mail of who allowed it, or `operator`: who counts as having let in whoever comes by it. */
            allowedBy: string;
            /** @description Whether who allowed it is still an owner; else it lets nobody in until another owner allows it. */
            inEffect: boolean;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
          };
        };
      };
      /** @description `role-too-low`, `domain-not-yours` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `organization-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `too-many-domains` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `domain-malformed`, `domain-public` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  SignInDomainsController_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `organization-not-found`, `sign-in-domain-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  ClassificationController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description What the project says. A name counts before a pattern. */
            readonly rules: {
              /** @description A name, a way of names (`address.street`), or a pattern in which `*` stands for any letters. */
              name: string;
              /** @enum {string} */
              class: 'ordinary' | 'sensitive' | 'withheld';
            }[];
            /** @description What the data map says, which counts where it is stricter. */
            readonly dataMap: {
              /** @description A name, a way of names (`address.street`), or a pattern in which `*` stands for any letters. */
              name: string;
              /** @enum {string} */
              class: 'ordinary' | 'sensitive' | 'withheld';
              collection: string;
            }[];
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ClassificationController_change: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "changes": [
         *         {
         *           "name": "example",
         *           "class": "ordinary"
         *         }
         *       ]
         *     }
         */
        'application/json': {
          changes: {
            /** @description As in `rules`. It holds in every collection, at every depth of objects and lists. */
            name: string;
            /** @description Null takes the rule back. */
            class: ('ordinary' | 'sensitive' | 'withheld') | null;
          }[];
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description What the project says. A name counts before a pattern. */
            readonly rules: {
              /** @description A name, a way of names (`address.street`), or a pattern in which `*` stands for any letters. */
              name: string;
              /** @enum {string} */
              class: 'ordinary' | 'sensitive' | 'withheld';
            }[];
            /** @description What the data map says, which counts where it is stricter. */
            readonly dataMap: {
              /** @description A name, a way of names (`address.street`), or a pattern in which `*` stands for any letters. */
              name: string;
              /** @enum {string} */
              class: 'ordinary' | 'sensitive' | 'withheld';
              collection: string;
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `class-unfit`: a name that is no name of a rule. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ClassificationController_suggest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description What looks as if it were not everybody’s to see, and of which nothing is said yet. */
            results: {
              name: string;
              /** @enum {string} */
              class: 'ordinary' | 'sensitive' | 'withheld';
              /**
               * @description What it looks like.
               * @enum {string}
               */
              sign:
                | 'password'
                | 'official-number'
                | 'card-number'
                | 'social-security-number'
                | 'special-category'
                | 'e-mail'
                | 'phone'
                | 'ip-address'
                | 'name'
                | 'place'
                | 'birth-or-gender';
              /**
               * @description What says so. No value is shown, logged or kept.
               * @enum {string}
               */
              by: 'name' | 'values';
              readonly collections: string[];
            }[];
            /** @description Collections of which no row could be read. */
            notLookedAt: string[];
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Too many requests of the project; try again after Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ViewsController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            readonly roles: ('owner' | 'admin' | 'member')[];
            apiSecret: boolean;
            /** @description Those of the organization that are good. */
            readonly serviceAccounts: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              name: string;
              /** @description Of a token: the e-mail address of the person whose it is. */
              of: string | null;
              isNamed: boolean;
            }[];
            readonly oauthTokens: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              name: string;
              /** @description Of a token: the e-mail address of the person whose it is. */
              of: string | null;
              isNamed: boolean;
            }[];
            /** @description Names what is set, for `If-Match` of a change. */
            version: string;
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ViewsController_set: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `version` that was seen, in quotes: where somebody has changed it since, nothing is saved (412). Left out, the change is made in any case. */
        'If-Match'?: string;
      };
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "roles": [
         *         "owner",
         *         "admin"
         *       ],
         *       "serviceAccounts": [],
         *       "oauthTokens": [],
         *       "apiSecret": false
         *     }
         */
        'application/json': {
          /** @description Of people who signed in, and of those whose tokens are named. */
          readonly roles: ('owner' | 'admin' | 'member')[];
          /** @description Ids of service accounts of the organization. */
          readonly serviceAccounts: string[];
          /** @description Ids of GDPR OAuth tokens of its members; one that takes the place of another is named with it. */
          readonly oauthTokens: string[];
          /** @description Whether the project's API secret is shown it, where it may ask at all. */
          apiSecret: boolean;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            readonly roles: ('owner' | 'admin' | 'member')[];
            apiSecret: boolean;
            /** @description Those of the organization that are good. */
            readonly serviceAccounts: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              name: string;
              /** @description Of a token: the e-mail address of the person whose it is. */
              of: string | null;
              isNamed: boolean;
            }[];
            readonly oauthTokens: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              name: string;
              /** @description Of a token: the e-mail address of the person whose it is. */
              of: string | null;
              isNamed: boolean;
            }[];
            /** @description Names what is set, for `If-Match` of a change. */
            version: string;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `changed-meanwhile`: it is no more what `If-Match` names; `earlier` says who changed it, and when. Nothing was saved. */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `view-unfit`: no tool of the organization. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  'WireRetrievalsController_open[0]': {
    parameters: {
      query?: {
        /** @description The project token; a project API secret needs none. */
        token?: unknown;
      };
      header?: {
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "distinct_ids": [
         *         "example-subject"
         *       ],
         *       "compliance_type": "GDPR",
         *       "disclosure_type": "Data"
         *     }
         */
        'application/json': {
          /** @description GDPR, CCPA, any letter case; default GDPR. */
          compliance_type?: string | null;
          /** @description Data, Categories, Sources, any letter case; default Data. */
          disclosure_type?: string | null;
          distinct_ids: string[];
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
            results: {
              task_id: string;
              /** @description The same as task_id. */
              tracking_id: string;
              /** @enum {string} */
              status: 'PENDING';
              /** @enum {string} */
              disclosure_type: 'DATA' | 'CATEGORIES' | 'SOURCES';
              /** @description UTC, with microseconds. */
              date_requested: string;
              project_id: number;
              /** @enum {string} */
              compliance_type: 'gdpr' | 'ccpa';
              destination_url: null;
              requesting_user: string;
              distinct_id_count: number;
            };
          };
        };
      };
      /** @description Missing token or bad body. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Missing or bad credentials. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Not a project you may act on. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
    };
  };
  'WireRetrievalsController_open[1]': {
    parameters: {
      query?: {
        /** @description The project token; a project API secret needs none. */
        token?: unknown;
      };
      header?: {
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "distinct_ids": [
         *         "example-subject"
         *       ],
         *       "compliance_type": "GDPR",
         *       "disclosure_type": "Data"
         *     }
         */
        'application/json': {
          /** @description GDPR, CCPA, any letter case; default GDPR. */
          compliance_type?: string | null;
          /** @description Data, Categories, Sources, any letter case; default Data. */
          disclosure_type?: string | null;
          distinct_ids: string[];
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
            results: {
              task_id: string;
              /** @description The same as task_id. */
              tracking_id: string;
              /** @enum {string} */
              status: 'PENDING';
              /** @enum {string} */
              disclosure_type: 'DATA' | 'CATEGORIES' | 'SOURCES';
              /** @description UTC, with microseconds. */
              date_requested: string;
              project_id: number;
              /** @enum {string} */
              compliance_type: 'gdpr' | 'ccpa';
              destination_url: null;
              requesting_user: string;
              distinct_id_count: number;
            };
          };
        };
      };
      /** @description Missing token or bad body. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Missing or bad credentials. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Not a project you may act on. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
    };
  };
  'WireRetrievalsController_poll[0]': {
    parameters: {
      query?: {
        /** @description The project token; a project API secret needs none. */
        token?: unknown;
      };
      header?: never;
      path: {
        trackingId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
            results: {
              /** @enum {string} */
              status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'NOT_FOUND' | 'UNKNOWN';
              /** @description The link to the ZIP, minted anew at every poll; empty until SUCCESS. */
              results: string;
              /** @description The same link. */
              result: string;
              distinct_ids: string[];
            };
          };
        };
      };
      /** @description Missing or bad credentials. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Not a project you may act on. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
    };
  };
  'WireRetrievalsController_poll[1]': {
    parameters: {
      query?: {
        /** @description The project token; a project API secret needs none. */
        token?: unknown;
      };
      header?: never;
      path: {
        trackingId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
            results: {
              /** @enum {string} */
              status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'NOT_FOUND' | 'UNKNOWN';
              /** @description The link to the ZIP, minted anew at every poll; empty until SUCCESS. */
              results: string;
              /** @description The same link. */
              result: string;
              distinct_ids: string[];
            };
          };
        };
      };
      /** @description Missing or bad credentials. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Not a project you may act on. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
    };
  };
  'WireDeletionsController_open[0]': {
    parameters: {
      query?: {
        /** @description The project token; a project API secret needs none. */
        token?: unknown;
      };
      header?: {
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "distinct_ids": [
         *         "example-subject"
         *       ],
         *       "compliance_type": "GDPR",
         *       "disclosure_type": "Data"
         *     }
         */
        'application/json': {
          /** @description GDPR, CCPA, any letter case; default GDPR. */
          compliance_type?: string | null;
          /** @description Data, Categories, Sources, any letter case; default Data. */
          disclosure_type?: string | null;
          distinct_ids: string[];
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
            results: {
              task_id: string;
              /** @description The same as task_id. */
              tracking_id: string;
              /** @enum {string} */
              status: 'PENDING';
              /** @enum {string} */
              disclosure_type: 'DATA' | 'CATEGORIES' | 'SOURCES';
              /** @description UTC, with microseconds. */
              date_requested: string;
              project_id: number;
              /** @enum {string} */
              compliance_type: 'gdpr' | 'ccpa';
              destination_url: null;
              requesting_user: string;
              distinct_id_count: number;
            };
          };
        };
      };
      /** @description Missing token or bad body. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Missing or bad credentials. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Not a project you may act on. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Ids are in a deletion that has not ended. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
    };
  };
  'WireDeletionsController_cancelOf[0]': {
    parameters: {
      query?: {
        /** @description The project token; a project API secret needs none. */
        token?: unknown;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "distinct_ids": [
         *         "example-subject"
         *       ]
         *     }
         */
        'application/json': {
          distinct_ids: string[];
        };
      };
    };
    responses: {
      /** @description Done; no body. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Missing token or bad body. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Missing or bad credentials. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Not a project you may act on. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description An id is in no deletion. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description A deletion has started. */
      405: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description A deletion holds ids that were not named. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
    };
  };
  'WireDeletionsController_open[1]': {
    parameters: {
      query?: {
        /** @description The project token; a project API secret needs none. */
        token?: unknown;
      };
      header?: {
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "distinct_ids": [
         *         "example-subject"
         *       ],
         *       "compliance_type": "GDPR",
         *       "disclosure_type": "Data"
         *     }
         */
        'application/json': {
          /** @description GDPR, CCPA, any letter case; default GDPR. */
          compliance_type?: string | null;
          /** @description Data, Categories, Sources, any letter case; default Data. */
          disclosure_type?: string | null;
          distinct_ids: string[];
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
            results: {
              task_id: string;
              /** @description The same as task_id. */
              tracking_id: string;
              /** @enum {string} */
              status: 'PENDING';
              /** @enum {string} */
              disclosure_type: 'DATA' | 'CATEGORIES' | 'SOURCES';
              /** @description UTC, with microseconds. */
              date_requested: string;
              project_id: number;
              /** @enum {string} */
              compliance_type: 'gdpr' | 'ccpa';
              destination_url: null;
              requesting_user: string;
              distinct_id_count: number;
            };
          };
        };
      };
      /** @description Missing token or bad body. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Missing or bad credentials. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Not a project you may act on. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Ids are in a deletion that has not ended. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
    };
  };
  'WireDeletionsController_cancelOf[1]': {
    parameters: {
      query?: {
        /** @description The project token; a project API secret needs none. */
        token?: unknown;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "distinct_ids": [
         *         "example-subject"
         *       ]
         *     }
         */
        'application/json': {
          distinct_ids: string[];
        };
      };
    };
    responses: {
      /** @description Done; no body. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Missing token or bad body. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Missing or bad credentials. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Not a project you may act on. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description An id is in no deletion. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description A deletion has started. */
      405: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description A deletion holds ids that were not named. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
    };
  };
  'WireDeletionsController_poll[0]': {
    parameters: {
      query?: {
        /** @description The project token; a project API secret needs none. */
        token?: unknown;
      };
      header?: never;
      path: {
        trackingId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
            results: {
              tracking_id: string;
              /** @enum {string} */
              status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'NOT_FOUND' | 'UNKNOWN';
              requesting_user: string;
              compliance_type: string;
              project_id: number;
              /** @description UTC, YYYY-MM-DDTHH:MM:SS. */
              date_requested: string;
              distinct_ids: string[];
            };
          };
        };
      };
      /** @description Missing or bad credentials. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Not a project you may act on. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
    };
  };
  'WireDeletionsController_cancel[0]': {
    parameters: {
      query?: {
        /** @description The project token; a project API secret needs none. */
        token?: unknown;
      };
      header?: never;
      path: {
        trackingId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; no body. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Missing or bad credentials. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Not a project you may act on. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description No such deletion. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description It has started, or is an export. */
      405: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
    };
  };
  'WireDeletionsController_poll[1]': {
    parameters: {
      query?: {
        /** @description The project token; a project API secret needs none. */
        token?: unknown;
      };
      header?: never;
      path: {
        trackingId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
            results: {
              tracking_id: string;
              /** @enum {string} */
              status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'NOT_FOUND' | 'UNKNOWN';
              requesting_user: string;
              compliance_type: string;
              project_id: number;
              /** @description UTC, YYYY-MM-DDTHH:MM:SS. */
              date_requested: string;
              distinct_ids: string[];
            };
          };
        };
      };
      /** @description Missing or bad credentials. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Not a project you may act on. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
    };
  };
  'WireDeletionsController_cancel[1]': {
    parameters: {
      query?: {
        /** @description The project token; a project API secret needs none. */
        token?: unknown;
      };
      header?: never;
      path: {
        trackingId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; no body. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Missing or bad credentials. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Not a project you may act on. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description No such deletion. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description It has started, or is an export. */
      405: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error:
              | string
              | {
                  conflicting_distinct_ids: string[];
                  conflicting_task_ids: string[];
                  error: string;
                };
          };
        };
      };
    };
  };
  ApprovalsController_list: {
    parameters: {
      query?: {
        projectId?: number;
        /** @description Of the projects of this organization alone. */
        organizationId?: string;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              projectId: number;
              /** @enum {string} */
              kind: 'export' | 'deletion';
              /** @enum {string} */
              regime: 'GDPR' | 'CCPA';
              /** @enum {string} */
              disclosure: 'Data' | 'Categories' | 'Sources';
              /**
               * @description Of the pages that the person is given.
               * @enum {string}
               */
              language: 'en' | 'de';
              /** @description A deletion of less than Data, which does not satisfy §1798.105. */
              partial: boolean;
              /** @description The sentence that goes with `partial`. */
              partialNote: string | null;
              /** @enum {string} */
              status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
              waitingFor:
                | (
                    | 'grace'
                    | 'approval'
                    | 'export'
                    | 'hold'
                    | 'sweep'
                    | 'worker'
                    | 'retry'
                    | 'older-snapshot'
                    | 'mutation'
                    | 'store-busy'
                    | 'action'
                  )
                | null;
              waitingUntil: string | null;
              /** @description A deletion that a second owner or admin has to approve. */
              approvalNeeded: boolean;
              denialCode: ('not-verified' | 'no-such-person' | 'excessive' | 'exempt' | 'outside-jurisdiction') | null;
              subjectCount: number;
              duplicateCount: number;
              openedBy: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              receivedAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              openedAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              dueAt: string;
              /** @description Not ended, and due within five days or past due. */
              atRisk: boolean;
              /** @description Not ended, and past due. */
              overdue: boolean;
              /** @description What a person should see to, and where; empty where nothing. What can be put right is looked at again. */
              attention: {
                collection: string | null;
                code: string;
                message: string;
              }[];
              /** @description What the company recorded of how the request reached it. */
              receipt: {
                reference: string | null;
                channel: string | null;
                requester: ('subject' | 'agent') | null;
                verification: {
                  method: string;
                  level: string | null;
                  at: string | null;
                } | null;
              };
              /** @description The duty that this deletion carries out: nobody opened it. */
              dutyId: string | null;
              finishedAt: string | null;
              /** @description Whether whoever asks may approve it. */
              mayApprove: boolean;
              /** @description Why they may not; what `approve` would answer. */
              refusal: {
                code: string;
                message: string;
              } | null;
              /** @description Who may, by their addresses. */
              approvers: string[];
            }[];
            nextCursor: string | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RequestListController_download: {
    parameters: {
      query?: {
        status?:
          | ('PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED')
          | ('PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED')[];
        kind?: 'export' | 'deletion';
        regime?: 'GDPR' | 'CCPA';
        waitingFor?:
          | 'grace'
          | 'approval'
          | 'export'
          | 'hold'
          | 'sweep'
          | 'worker'
          | 'retry'
          | 'older-snapshot'
          | 'mutation'
          | 'store-busy'
          | 'action';
        projectId?: number;
        /** @description Of the projects of this organization alone. */
        organizationId?: string;
        /** @description Opened at this time or later. */
        openedFrom?: string;
        /** @description Opened at this time or earlier. */
        openedUntil?: string;
        /** @description Due at this time or later. */
        dueFrom?: string;
        /** @description Due at this time or earlier. */
        dueUntil?: string;
        /** @description With exactly this reference of the company's. */
        reference?: string;
        /** @description Whether a person should see to something; see `attention` of the answer. */
        attention?: 'true' | 'false';
        /** @description Whether not ended and due within five days, or past due. */
        atRisk?: 'true' | 'false';
        /** @description Whether not ended and past due. */
        overdue?: 'true' | 'false';
        /** @description `opened`: newest first; `due`: what is due first. */
        sort?: 'opened' | 'due';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RequestsController_list: {
    parameters: {
      query?: {
        status?:
          | ('PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED')
          | ('PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED')[];
        kind?: 'export' | 'deletion';
        regime?: 'GDPR' | 'CCPA';
        waitingFor?:
          | 'grace'
          | 'approval'
          | 'export'
          | 'hold'
          | 'sweep'
          | 'worker'
          | 'retry'
          | 'older-snapshot'
          | 'mutation'
          | 'store-busy'
          | 'action';
        projectId?: number;
        /** @description Of the projects of this organization alone. */
        organizationId?: string;
        /** @description Opened at this time or later. */
        openedFrom?: string;
        /** @description Opened at this time or earlier. */
        openedUntil?: string;
        /** @description Due at this time or later. */
        dueFrom?: string;
        /** @description Due at this time or earlier. */
        dueUntil?: string;
        /** @description With exactly this reference of the company's. */
        reference?: string;
        /** @description Whether a person should see to something; see `attention` of the answer. */
        attention?: 'true' | 'false';
        /** @description Whether not ended and due within five days, or past due. */
        atRisk?: 'true' | 'false';
        /** @description Whether not ended and past due. */
        overdue?: 'true' | 'false';
        /** @description `opened`: newest first; `due`: what is due first. */
        sort?: 'opened' | 'due';
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              projectId: number;
              /** @enum {string} */
              kind: 'export' | 'deletion';
              /** @enum {string} */
              regime: 'GDPR' | 'CCPA';
              /** @enum {string} */
              disclosure: 'Data' | 'Categories' | 'Sources';
              /**
               * @description Of the pages that the person is given.
               * @enum {string}
               */
              language: 'en' | 'de';
              /** @description A deletion of less than Data, which does not satisfy §1798.105. */
              partial: boolean;
              /** @description The sentence that goes with `partial`. */
              partialNote: string | null;
              /** @enum {string} */
              status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
              waitingFor:
                | (
                    | 'grace'
                    | 'approval'
                    | 'export'
                    | 'hold'
                    | 'sweep'
                    | 'worker'
                    | 'retry'
                    | 'older-snapshot'
                    | 'mutation'
                    | 'store-busy'
                    | 'action'
                  )
                | null;
              waitingUntil: string | null;
              /** @description A deletion that a second owner or admin has to approve. */
              approvalNeeded: boolean;
              denialCode: ('not-verified' | 'no-such-person' | 'excessive' | 'exempt' | 'outside-jurisdiction') | null;
              subjectCount: number;
              duplicateCount: number;
              openedBy: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              receivedAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              openedAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              dueAt: string;
              /** @description Not ended, and due within five days or past due. */
              atRisk: boolean;
              /** @description Not ended, and past due. */
              overdue: boolean;
              /** @description What a person should see to, and where; empty where nothing. What can be put right is looked at again. */
              attention: {
                collection: string | null;
                code: string;
                message: string;
              }[];
              /** @description What the company recorded of how the request reached it. */
              receipt: {
                reference: string | null;
                channel: string | null;
                requester: ('subject' | 'agent') | null;
                verification: {
                  method: string;
                  level: string | null;
                  at: string | null;
                } | null;
              };
              /** @description The duty that this deletion carries out: nobody opened it. */
              dutyId: string | null;
              finishedAt: string | null;
            }[];
            nextCursor: string | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RequestsController_open: {
    parameters: {
      query?: {
        /** @description Which column of the file holds the ids, where it cannot be told: its name, or its number from 1. */
        column?: string;
        /** @description Whether the first row of the file names its columns, where it cannot be told. */
        header?: boolean;
      };
      header?: {
        /** @description The same key brings the first answer back. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "projectId": 1,
         *       "kind": "export",
         *       "regime": "GDPR",
         *       "disclosure": "Data",
         *       "reference": "EXAMPLE-1",
         *       "channel": "web-form",
         *       "distinctIds": [
         *         "example-subject"
         *       ]
         *     }
         */
        'application/json': {
          projectId: number;
          /** @enum {string} */
          kind: 'export' | 'deletion';
          /**
           * @default GDPR
           * @enum {string}
           */
          regime?: 'GDPR' | 'CCPA';
          /**
           * @description Other than Data under CCPA only.
           * @default Data
           * @enum {string}
           */
          disclosure?: 'Data' | 'Categories' | 'Sources';
          /** @description When the company received the request; default now, never in the future. A day begins by the time zone of the project. */
          receivedAt?: string;
          /**
           * @description Of the pages that the person is given; default what the project says.
           * @enum {string}
           */
          language?: 'en' | 'de';
          /**
           * @description With an export of Data: opens a deletion of the same subjects (as many as a deletion may name) that waits until the export was handed over.
           * @constant
           */
          then?: 'deletion';
          /** @description Of a deletion of Data: whether what still arrives of its people is refused after it, too, until they opt in; default what the project says when it ends. */
          suppressAfterDeletion?: boolean;
          /** @description The company's own ticket. Must not be the id of one of the subjects: it is kept when the ids are destroyed. */
          reference?: string;
          /** @description How it came in: `web-form`, `e-mail`, `phone` … Must not be the id of one of the subjects: it is kept when the ids are destroyed. */
          channel?: string;
          /**
           * @description Who asked: the person, or an agent they authorized.
           * @enum {string}
           */
          requester?: 'subject' | 'agent';
          /** @description How the company verified the person: recorded, not performed. Must not be the id of one of the subjects: it is kept when the ids are destroyed. */
          verification?: {
            /** @description How: `account`, `e-mail-code`, `notarized` … */
            method: string;
            /** @description How certain: `reasonable`, `reasonably high` … */
            level?: string;
            /** @description When; never in the future. A day begins by the time zone of the project. */
            at?: string;
          };
          /** @description Ids of subjects, taken as they are; duplicates are merged. At most 2000 subjects for an export and 500 for a deletion, or what DELETION_LIMIT or the project says, up to 2000. */
          distinctIds: string[];
          /**
           * @description Whose ambiguous ids are, decided by the officer; recorded in the request.
           * @example [
           *       {
           *         "distinctId": "$device:0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36",
           *         "belongsTo": "ada@example.com"
           *       }
           *     ]
           */
          decisions?: {
            /** @description An id that the preview calls undecided. */
            distinctId: string;
            /** @description The subject of this order whose it is, by the id asked for. */
            belongsTo: string;
          }[];
        };
        /**
         * @example {
         *       "projectId": 1,
         *       "kind": "export",
         *       "regime": "GDPR",
         *       "disclosure": "Data"
         *     }
         */
        'multipart/form-data': {
          projectId: number;
          /** @enum {string} */
          kind: 'export' | 'deletion';
          /**
           * @default GDPR
           * @enum {string}
           */
          regime?: 'GDPR' | 'CCPA';
          /**
           * @description Other than Data under CCPA only.
           * @default Data
           * @enum {string}
           */
          disclosure?: 'Data' | 'Categories' | 'Sources';
          /** @description When the company received the request; default now, never in the future. A day begins by the time zone of the project. */
          receivedAt?: string;
          /**
           * @description Of the pages that the person is given; default what the project says.
           * @enum {string}
           */
          language?: 'en' | 'de';
          /**
           * @description With an export of Data: opens a deletion of the same subjects (as many as a deletion may name) that waits until the export was handed over.
           * @constant
           */
          then?: 'deletion';
          /**
           * @description Of a deletion of Data: whether what still arrives of its people is refused after it, too, until they opt in; default what the project says when it ends.
           * @enum {string}
           */
          suppressAfterDeletion?: 'true' | 'false';
          /** @description The company's own ticket. Must not be the id of one of the subjects: it is kept when the ids are destroyed. */
          reference?: string;
          /** @description How it came in: `web-form`, `e-mail`, `phone` … Must not be the id of one of the subjects: it is kept when the ids are destroyed. */
          channel?: string;
          /**
           * @description Who asked: the person, or an agent they authorized.
           * @enum {string}
           */
          requester?: 'subject' | 'agent';
          /** @description How the company verified the person: recorded, not performed. Must not be the id of one of the subjects: it is kept when the ids are destroyed. JSON such as `{"method":"account","level":"reasonable"}`. */
          verification?: string;
          /** @description Whose ambiguous ids are, decided by the officer; recorded in the request. JSON text. */
          decisions?: string;
          /**
           * @description Whether the first row of the file names its columns, where it cannot be told.
           * @enum {string}
           */
          header?: 'true' | 'false';
          /** @description Which column of the file holds the ids, where it cannot be told: its name, or its number from 1. */
          column?: string;
          /**
           * Format: binary
           * @description A CSV file as spreadsheets save it: its only column, or the one called distinct_id or user_id in any spelling; else say `column`.
           */
          file: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /** @enum {string} */
            kind: 'export' | 'deletion';
            /** @enum {string} */
            regime: 'GDPR' | 'CCPA';
            /** @enum {string} */
            disclosure: 'Data' | 'Categories' | 'Sources';
            /**
             * @description Of the pages that the person is given.
             * @enum {string}
             */
            language: 'en' | 'de';
            /** @description A deletion of less than Data, which does not satisfy §1798.105. */
            partial: boolean;
            /** @description The sentence that goes with `partial`. */
            partialNote: string | null;
            /** @enum {string} */
            status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
            waitingFor:
              | (
                  | 'grace'
                  | 'approval'
                  | 'export'
                  | 'hold'
                  | 'sweep'
                  | 'worker'
                  | 'retry'
                  | 'older-snapshot'
                  | 'mutation'
                  | 'store-busy'
                  | 'action'
                )
              | null;
            waitingUntil: string | null;
            /** @description A deletion that a second owner or admin has to approve. */
            approvalNeeded: boolean;
            denialCode: ('not-verified' | 'no-such-person' | 'excessive' | 'exempt' | 'outside-jurisdiction') | null;
            subjectCount: number;
            duplicateCount: number;
            openedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            receivedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            openedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            dueAt: string;
            /** @description Not ended, and due within five days or past due. */
            atRisk: boolean;
            /** @description Not ended, and past due. */
            overdue: boolean;
            /** @description What a person should see to, and where; empty where nothing. What can be put right is looked at again. */
            attention: {
              collection: string | null;
              code: string;
              message: string;
            }[];
            /** @description What the company recorded of how the request reached it. */
            receipt: {
              reference: string | null;
              channel: string | null;
              requester: ('subject' | 'agent') | null;
              verification: {
                method: string;
                level: string | null;
                at: string | null;
              } | null;
            };
            /** @description The duty that this deletion carries out: nobody opened it. */
            dutyId: string | null;
            finishedAt: string | null;
            /** @description The deletion that was ordered with the export. */
            followUp: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              projectId: number;
              /** @enum {string} */
              kind: 'export' | 'deletion';
              /** @enum {string} */
              regime: 'GDPR' | 'CCPA';
              /** @enum {string} */
              disclosure: 'Data' | 'Categories' | 'Sources';
              /**
               * @description Of the pages that the person is given.
               * @enum {string}
               */
              language: 'en' | 'de';
              /** @description A deletion of less than Data, which does not satisfy §1798.105. */
              partial: boolean;
              /** @description The sentence that goes with `partial`. */
              partialNote: string | null;
              /** @enum {string} */
              status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
              waitingFor:
                | (
                    | 'grace'
                    | 'approval'
                    | 'export'
                    | 'hold'
                    | 'sweep'
                    | 'worker'
                    | 'retry'
                    | 'older-snapshot'
                    | 'mutation'
                    | 'store-busy'
                    | 'action'
                  )
                | null;
              waitingUntil: string | null;
              /** @description A deletion that a second owner or admin has to approve. */
              approvalNeeded: boolean;
              denialCode: ('not-verified' | 'no-such-person' | 'excessive' | 'exempt' | 'outside-jurisdiction') | null;
              subjectCount: number;
              duplicateCount: number;
              openedBy: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              receivedAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              openedAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              dueAt: string;
              /** @description Not ended, and due within five days or past due. */
              atRisk: boolean;
              /** @description Not ended, and past due. */
              overdue: boolean;
              /** @description What a person should see to, and where; empty where nothing. What can be put right is looked at again. */
              attention: {
                collection: string | null;
                code: string;
                message: string;
              }[];
              /** @description What the company recorded of how the request reached it. */
              receipt: {
                reference: string | null;
                channel: string | null;
                requester: ('subject' | 'agent') | null;
                verification: {
                  method: string;
                  level: string | null;
                  at: string | null;
                } | null;
              };
              /** @description The duty that this deletion carries out: nobody opened it. */
              dutyId: string | null;
              finishedAt: string | null;
            } | null;
            /** @description Where ids came again: indexes of `distinctIds`, or lines of the file. */
            duplicates: number[];
            /** @description Of a file: how many of its ids nothing is known of, as in a preview; null where that was not looked up. */
            unknown: number | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Ids are in a deletion that has not ended. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The body or the file is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The Idempotency-Key was used for another order. Of a file: `csv-header-unclear`, `csv-column-unclear`: it is not clear which ids it holds; `header` and `column` say it. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Too many requests of the project; try again after Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RequestsController_search: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "projectId": 1,
         *       "distinctId": "example-subject"
         *     }
         */
        'application/json': {
          projectId: number;
          distinctId: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              projectId: number;
              /** @enum {string} */
              kind: 'export' | 'deletion';
              /** @enum {string} */
              regime: 'GDPR' | 'CCPA';
              /** @enum {string} */
              disclosure: 'Data' | 'Categories' | 'Sources';
              /**
               * @description Of the pages that the person is given.
               * @enum {string}
               */
              language: 'en' | 'de';
              /** @description A deletion of less than Data, which does not satisfy §1798.105. */
              partial: boolean;
              /** @description The sentence that goes with `partial`. */
              partialNote: string | null;
              /** @enum {string} */
              status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
              waitingFor:
                | (
                    | 'grace'
                    | 'approval'
                    | 'export'
                    | 'hold'
                    | 'sweep'
                    | 'worker'
                    | 'retry'
                    | 'older-snapshot'
                    | 'mutation'
                    | 'store-busy'
                    | 'action'
                  )
                | null;
              waitingUntil: string | null;
              /** @description A deletion that a second owner or admin has to approve. */
              approvalNeeded: boolean;
              denialCode: ('not-verified' | 'no-such-person' | 'excessive' | 'exempt' | 'outside-jurisdiction') | null;
              subjectCount: number;
              duplicateCount: number;
              openedBy: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              receivedAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              openedAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              dueAt: string;
              /** @description Not ended, and due within five days or past due. */
              atRisk: boolean;
              /** @description Not ended, and past due. */
              overdue: boolean;
              /** @description What a person should see to, and where; empty where nothing. What can be put right is looked at again. */
              attention: {
                collection: string | null;
                code: string;
                message: string;
              }[];
              /** @description What the company recorded of how the request reached it. */
              receipt: {
                reference: string | null;
                channel: string | null;
                requester: ('subject' | 'agent') | null;
                verification: {
                  method: string;
                  level: string | null;
                  at: string | null;
                } | null;
              };
              /** @description The duty that this deletion carries out: nobody opened it. */
              dutyId: string | null;
              finishedAt: string | null;
              /**
               * @description Asked for by this id, or by another of the person.
               * @enum {string}
               */
              match: 'named' | 'linked';
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Too many requests of the project; try again after Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RequestsController_preview: {
    parameters: {
      query?: {
        /** @description Which column of the file holds the ids, where it cannot be told: its name, or its number from 1. */
        column?: string;
        /** @description Whether the first row of the file names its columns, where it cannot be told. */
        header?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "projectId": 1,
         *       "kind": "export",
         *       "regime": "GDPR",
         *       "disclosure": "Data",
         *       "distinctIds": [
         *         "example-subject"
         *       ]
         *     }
         */
        'application/json': {
          projectId: number;
          /** @enum {string} */
          kind: 'export' | 'deletion';
          /**
           * @default GDPR
           * @enum {string}
           */
          regime?: 'GDPR' | 'CCPA';
          /**
           * @description Other than Data under CCPA only.
           * @default Data
           * @enum {string}
           */
          disclosure?: 'Data' | 'Categories' | 'Sources';
          /** @description When the company received the request; default now, never in the future. A day begins by the time zone of the project. */
          receivedAt?: string;
          /**
           * @description With an export of Data: opens a deletion of the same subjects (as many as a deletion may name) that waits until the export was handed over.
           * @constant
           */
          then?: 'deletion';
          /** @description Ids of subjects, taken as they are; duplicates are merged. At most 2000 subjects for an export and 500 for a deletion, or what DELETION_LIMIT or the project says, up to 2000. */
          distinctIds: string[];
          /**
           * @description Whose ambiguous ids are, decided by the officer; recorded in the request.
           * @example [
           *       {
           *         "distinctId": "$device:0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36",
           *         "belongsTo": "ada@example.com"
           *       }
           *     ]
           */
          decisions?: {
            /** @description An id that the preview calls undecided. */
            distinctId: string;
            /** @description The subject of this order whose it is, by the id asked for. */
            belongsTo: string;
          }[];
        };
        /**
         * @example {
         *       "projectId": 1,
         *       "kind": "export",
         *       "regime": "GDPR",
         *       "disclosure": "Data"
         *     }
         */
        'multipart/form-data': {
          projectId: number;
          /** @enum {string} */
          kind: 'export' | 'deletion';
          /**
           * @default GDPR
           * @enum {string}
           */
          regime?: 'GDPR' | 'CCPA';
          /**
           * @description Other than Data under CCPA only.
           * @default Data
           * @enum {string}
           */
          disclosure?: 'Data' | 'Categories' | 'Sources';
          /** @description When the company received the request; default now, never in the future. A day begins by the time zone of the project. */
          receivedAt?: string;
          /**
           * @description With an export of Data: opens a deletion of the same subjects (as many as a deletion may name) that waits until the export was handed over.
           * @constant
           */
          then?: 'deletion';
          /** @description Whose ambiguous ids are, decided by the officer; recorded in the request. JSON text. */
          decisions?: string;
          /**
           * @description Whether the first row of the file names its columns, where it cannot be told.
           * @enum {string}
           */
          header?: 'true' | 'false';
          /** @description Which column of the file holds the ids, where it cannot be told: its name, or its number from 1. */
          column?: string;
          /**
           * Format: binary
           * @description A CSV file as spreadsheets save it: its only column, or the one called distinct_id or user_id in any spelling; else say `column`.
           */
          file: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            projectId: number;
            /** @enum {string} */
            kind: 'export' | 'deletion';
            /** @enum {string} */
            regime: 'GDPR' | 'CCPA';
            /** @enum {string} */
            disclosure: 'Data' | 'Categories' | 'Sources';
            window: {
              from: string | null;
              until: string | null;
            };
            duplicateCount: number;
            ambiguousSubjects: number;
            /** @description Of a deletion: how many a hold keeps from being erased. */
            heldSubjects: number;
            /** @description Why a deletion would wait for a second owner or admin, as things stand now; null: it would not. */
            approval: {
              /** @enum {string} */
              because: 'count' | 'share';
              /** @description People, or the share of the project's profiles, above which a deletion waits. */
              limit: number;
              /** @description People of earlier deletions that count together with these. */
              earlier: number;
            } | null;
            rows: number;
            /** @description Subjects of whom nothing is known: no row in the time that is looked at, and no other id. */
            unknown: number;
            /** @description What should be looked at before the request is opened. */
            warnings: {
              /** @enum {string} */
              code: 'every-id-unknown' | 'ids-unknown';
              message: string;
            }[];
            subjects: {
              distinctId: string;
              linkedIds: number;
              /** @description Ids that links with trust give to more than one person; left alone. */
              ambiguousIds: number;
              /** @description Devices that the public project token gave to more than one person; left alone. */
              contestedIds: number;
              /** @description The ambiguous and contested ids, 100 at the most: `decisions` may say whose they are. */
              undecided: string[];
              /** @description Of `undecided`, what was decided already: by this order, which gives it to another of its people, or last by an earlier request. An earlier decision does not count in this one. */
              decided: {
                distinctId: string;
                /** @description The person it was given to; null once the ids of that request were destroyed. */
                belongsTo: string | null;
                /** @description The request that it was decided in; null: it is decided in this one. */
                requestId: string | null;
                decidedAt: string | null;
              }[];
              /** @description The id is a device that the public project token gave to a person: only what the device itself recorded is meant. Ask for the person by their own id. */
              tiedTo: boolean;
              /** @description More than 20,000 devices, or recordings, were tied to the person with the public project token: the first are meant. */
              devicesLeftOut: boolean;
              /** @description Why it is not known who is meant, such as `closure-too-large`. */
              fault: string | null;
              /** @description Basis of the hold that keeps the person from being erased. */
              held: string | null;
              rows: number;
            }[];
            collections: {
              collection: string;
              title: string;
              /** @enum {string} */
              policy: 'erase' | 'anonymize' | 'keep';
              /** @description Legal basis of `keep`. */
              basis: string | null;
              /** @description Where somebody would be erased: what `keep` keeps; null of other policies. */
              kept: {
                /** @description A sentence, a day (`2031-12-31`), or a period from the day that a column bears (`invoiced_at + P10Y`). */
                until: string | null;
                /** @description Of the rows found, those that would be kept if the sweep were now. */
                rows: number;
                /** @description When the first of them are to be erased; null where nobody can tell. */
                dueAt: string | null;
              } | null;
              rows: number;
              /** @description Of session replays: the recordings whose pieces the rows are; null of other collections. */
              recordings: number | null;
              subjects: number;
              /**
               * @description ISO 8601, UTC; a year before 0 or after 9999 with its sign and six digits or more. Null: no row has a time.
               * @example 2026-03-09T22:28:55.078Z
               */
              earliest: string | null;
              /**
               * @description ISO 8601, UTC; a year before 0 or after 9999 with its sign and six digits or more. Null: no row has a time.
               * @example 2026-03-09T22:28:55.078Z
               */
              latest: string | null;
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The body or the file is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Of a file: `csv-header-unclear`, `csv-column-unclear`: it is not clear which ids it holds; `header` and `column` say it. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Too many requests of the project; try again after Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RequestsController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /** @enum {string} */
            kind: 'export' | 'deletion';
            /** @enum {string} */
            regime: 'GDPR' | 'CCPA';
            /** @enum {string} */
            disclosure: 'Data' | 'Categories' | 'Sources';
            /**
             * @description Of the pages that the person is given.
             * @enum {string}
             */
            language: 'en' | 'de';
            /** @description A deletion of less than Data, which does not satisfy §1798.105. */
            partial: boolean;
            /** @description The sentence that goes with `partial`. */
            partialNote: string | null;
            /** @enum {string} */
            status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
            waitingFor:
              | (
                  | 'grace'
                  | 'approval'
                  | 'export'
                  | 'hold'
                  | 'sweep'
                  | 'worker'
                  | 'retry'
                  | 'older-snapshot'
                  | 'mutation'
                  | 'store-busy'
                  | 'action'
                )
              | null;
            waitingUntil: string | null;
            /** @description A deletion that a second owner or admin has to approve. */
            approvalNeeded: boolean;
            denialCode: ('not-verified' | 'no-such-person' | 'excessive' | 'exempt' | 'outside-jurisdiction') | null;
            subjectCount: number;
            duplicateCount: number;
            openedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            receivedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            openedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            dueAt: string;
            /** @description Not ended, and due within five days or past due. */
            atRisk: boolean;
            /** @description Not ended, and past due. */
            overdue: boolean;
            /** @description What a person should see to, and where; empty where nothing. What can be put right is looked at again. */
            attention: {
              collection: string | null;
              code: string;
              message: string;
            }[];
            /** @description What the company recorded of how the request reached it. */
            receipt: {
              reference: string | null;
              channel: string | null;
              requester: ('subject' | 'agent') | null;
              verification: {
                method: string;
                level: string | null;
                at: string | null;
              } | null;
            };
            /** @description The duty that this deletion carries out: nobody opened it. */
            dutyId: string | null;
            finishedAt: string | null;
            /** @description What an export covers; null is open. */
            window: {
              from: string | null;
              until: string | null;
            };
            graceUntil: string | null;
            approval: {
              by: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
            } | null;
            denial: {
              /** @enum {string} */
              code: 'not-verified' | 'no-such-person' | 'excessive' | 'exempt' | 'outside-jurisdiction';
              meaning: string;
              /** @description Where the law of the request allows it. */
              articles: string[];
            } | null;
            /** @description Whose ambiguous ids are, as was decided when the request was opened. */
            decisions: {
              /** @description Null once the ids were destroyed. */
              distinctId: string | null;
              /** @description Of the subject it was given to. */
              ordinal: number;
            }[];
            /** @description Of a deletion: whether its people stay refused after it; null: as the project says when it ends. */
            suppressAfterDeletion: boolean | null;
            /** @description The deletion that was ordered with this export. */
            followUp: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /** @enum {string} */
              status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
            } | null;
            /** @description The export that this deletion was ordered with, and when the sweep left its artifact alone. */
            follows: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /** @enum {string} */
              status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
              artifactSparedAt: string | null;
            } | null;
            deadline: {
              /** @description CCPA: ten business days, 11 CCR §7021(a). */
              acknowledgeBy: string | null;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              dueAt: string;
              overdue: boolean;
              extendedAt: string | null;
              /** @description The deadline before it was extended. */
              extendedFrom: string | null;
              extensionReason: string | null;
            };
            progress: {
              phase: string;
              done: number;
              total: number;
            } | null;
            /** @description Why it failed, or why the last attempt did not come to its end. */
            failure: {
              code: string;
              message: string;
            } | null;
            attentionSince: string | null;
            watermark: string | null;
            stagedAt: string | null;
            startedAt: string | null;
            hiddenAt: string | null;
            erasedAt: string | null;
            verifiedAt: string | null;
            scrubbedAt: string | null;
            /** @description When the scrub begins that takes the erased bytes off the disk. */
            scrubDueBy: string | null;
            /** @description Every subject ended as not_found, and nothing has arrived since: nothing is held under these ids. */
            nothingHeld: boolean;
            /** @description False once the ids were destroyed after their retention. */
            idsReadable: boolean;
            subjects: {
              /** @description Index of the subject in the request, from 0. Sentences, pages and folders count from 1. */
              ordinal: number;
              distinctId: string | null;
              outcome:
                | (
                    | 'exported'
                    | 'erased'
                    | 'anonymized'
                    | 'not_found'
                    | 'already_erased'
                    | 'ambiguous'
                    | 'kept'
                    | 'held'
                    | 'failed'
                  )
                | null;
              outcomeDetail: string | null;
              /** @description Of a held one: when no hold was left. What is owed of them is due since. */
              holdEndedAt: string | null;
              /** @description Ids that stand for the person, this one included. */
              linkedIds: number;
              /** @description Ids linked to more than one person, which are left alone. */
              ambiguousIds: number;
              /** @description Devices that the public project token gave to more than one person, which are left alone. */
              contestedIds: number;
              tallies: {
                collection: string;
                rows: number;
                /** @description Rows that arrived after the watermark of a deletion: new data, left as it is. */
                newRows: number;
                /**
                 * @description ISO 8601, UTC; a year before 0 or after 9999 with its sign and six digits or more. Null: no row has a time.
                 * @example 2026-03-09T22:28:55.078Z
                 */
                earliest: string | null;
                /**
                 * @description ISO 8601, UTC; a year before 0 or after 9999 with its sign and six digits or more. Null: no row has a time.
                 * @example 2026-03-09T22:28:55.078Z
                 */
                latest: string | null;
              }[];
              /** @description Of a finished export: the folder that can be downloaded alone, until it was destroyed. */
              folder: {
                bytes: number;
                destroyedAt: string | null;
              } | null;
            }[];
            collections: {
              collection: string;
              policy: string | null;
              rows: number;
              countedAt: string | null;
              hiddenAt: string | null;
              erasedAt: string | null;
              verifiedAt: string | null;
              /** @description When the files with the erased rows were off the disk. */
              filesDroppedAt: string | null;
              survivors: number | null;
              newRows: number | null;
              /** @description Whether a deletion removed the rows themselves; false where they stay without what they held. */
              rowsErased: boolean | null;
              /** @description Of a deletion that was swept: rows that the policy of the collection keeps on; null where it keeps none by itself. */
              keptRows: number | null;
              /** @description When the first of them are to be erased; null where nobody can tell. */
              keptDueAt: string | null;
              /** @description Of an export: values that were too large to be copied. */
              notCopied: number;
            }[];
            artifact: {
              bytes: number;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              expiresAt: string;
              destroyedAt: string | null;
              /** @description When the deletion ordered with this export left it alone, until it expires. */
              sparedAt: string | null;
              /** @description Its file is not there, or not as long as it was written: nothing can be downloaded. */
              fault: ('missing' | 'damaged') | null;
            } | null;
            /** @description When, how and by whom the answer was given; the newest 500. */
            handOvers: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /** @description Null is the answer as a whole. */
              ordinal: number | null;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
              /** @description What was recorded; of a look `download` or `link` (the first time alone). */
              manner: string;
              by: string;
              /** @description Whether values were in it that are classified as sensitive; as it was when it was written. */
              sensitive: boolean;
            }[];
            /** @description Downloads and the first followed link; the newest 500. */
            looks: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /** @description Null is the answer as a whole. */
              ordinal: number | null;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
              /** @description What was recorded; of a look `download` or `link` (the first time alone). */
              manner: string;
              by: string;
              /** @description Whether values were in it that are classified as sensitive; as it was when it was written. */
              sensitive: boolean;
            }[];
            timeline: {
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
              /** @enum {string} */
              type:
                | 'opened'
                | 'staged'
                | 'waiting-for-hold'
                | 'waiting-for-action'
                | 'started'
                | 'retried'
                | 'retry-asked'
                | 'sweep-ordered'
                | 'hold-ended'
                | 'succeeded'
                | 'failed'
                | 'revoked'
                | 'denied'
                | 'approval-needed'
                | 'approved'
                | 'grace-begun'
                | 'extended'
                | 'at-risk'
                | 'missed'
                | 'downloaded'
                | 'handed-over'
                | 'scrubbed'
                | 'scrub-in-part'
                | 'part-destroyed'
                | 'artifact-spared'
                | 'artifact-destroyed'
                | 'ids-destroyed'
                | 'duty-left'
                | 'duty-begun'
                | 'duty-put-off'
                | 'duty-carried-out'
                | 'duty-given-up';
              actor: string;
              /** @description By what people know the actor; null where it is Habeas itself, a link, or gone. */
              by: string | null;
              detail: unknown | null;
            }[];
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RequestsController_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /** @enum {string} */
            kind: 'export' | 'deletion';
            /** @enum {string} */
            regime: 'GDPR' | 'CCPA';
            /** @enum {string} */
            disclosure: 'Data' | 'Categories' | 'Sources';
            /**
             * @description Of the pages that the person is given.
             * @enum {string}
             */
            language: 'en' | 'de';
            /** @description A deletion of less than Data, which does not satisfy §1798.105. */
            partial: boolean;
            /** @description The sentence that goes with `partial`. */
            partialNote: string | null;
            /** @enum {string} */
            status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
            waitingFor:
              | (
                  | 'grace'
                  | 'approval'
                  | 'export'
                  | 'hold'
                  | 'sweep'
                  | 'worker'
                  | 'retry'
                  | 'older-snapshot'
                  | 'mutation'
                  | 'store-busy'
                  | 'action'
                )
              | null;
            waitingUntil: string | null;
            /** @description A deletion that a second owner or admin has to approve. */
            approvalNeeded: boolean;
            denialCode: ('not-verified' | 'no-such-person' | 'excessive' | 'exempt' | 'outside-jurisdiction') | null;
            subjectCount: number;
            duplicateCount: number;
            openedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            receivedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            openedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            dueAt: string;
            /** @description Not ended, and due within five days or past due. */
            atRisk: boolean;
            /** @description Not ended, and past due. */
            overdue: boolean;
            /** @description What a person should see to, and where; empty where nothing. What can be put right is looked at again. */
            attention: {
              collection: string | null;
              code: string;
              message: string;
            }[];
            /** @description What the company recorded of how the request reached it. */
            receipt: {
              reference: string | null;
              channel: string | null;
              requester: ('subject' | 'agent') | null;
              verification: {
                method: string;
                level: string | null;
                at: string | null;
              } | null;
            };
            /** @description The duty that this deletion carries out: nobody opened it. */
            dutyId: string | null;
            finishedAt: string | null;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The deletion has started, or the request has ended. */
      405: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  DecisionsController_approve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /** @enum {string} */
            kind: 'export' | 'deletion';
            /** @enum {string} */
            regime: 'GDPR' | 'CCPA';
            /** @enum {string} */
            disclosure: 'Data' | 'Categories' | 'Sources';
            /**
             * @description Of the pages that the person is given.
             * @enum {string}
             */
            language: 'en' | 'de';
            /** @description A deletion of less than Data, which does not satisfy §1798.105. */
            partial: boolean;
            /** @description The sentence that goes with `partial`. */
            partialNote: string | null;
            /** @enum {string} */
            status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
            waitingFor:
              | (
                  | 'grace'
                  | 'approval'
                  | 'export'
                  | 'hold'
                  | 'sweep'
                  | 'worker'
                  | 'retry'
                  | 'older-snapshot'
                  | 'mutation'
                  | 'store-busy'
                  | 'action'
                )
              | null;
            waitingUntil: string | null;
            /** @description A deletion that a second owner or admin has to approve. */
            approvalNeeded: boolean;
            denialCode: ('not-verified' | 'no-such-person' | 'excessive' | 'exempt' | 'outside-jurisdiction') | null;
            subjectCount: number;
            duplicateCount: number;
            openedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            receivedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            openedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            dueAt: string;
            /** @description Not ended, and due within five days or past due. */
            atRisk: boolean;
            /** @description Not ended, and past due. */
            overdue: boolean;
            /** @description What a person should see to, and where; empty where nothing. What can be put right is looked at again. */
            attention: {
              collection: string | null;
              code: string;
              message: string;
            }[];
            /** @description What the company recorded of how the request reached it. */
            receipt: {
              reference: string | null;
              channel: string | null;
              requester: ('subject' | 'agent') | null;
              verification: {
                method: string;
                level: string | null;
                at: string | null;
              } | null;
            };
            /** @description The duty that this deletion carries out: nobody opened it. */
            dutyId: string | null;
            finishedAt: string | null;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low, you opened it, are no person, came later than it, or are not independent of who opened it. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description It needs no approval, has it already, or has ended; `earlier` says what was decided, by whom and when. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  DecisionsController_deny: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "code": "not-verified"
         *     }
         */
        'application/json': {
          /**
           * @description `not-verified`: It could not be verified that the request comes from the person, or from an agent who may act for them. `no-such-person`: The person cannot be identified in what is held, and nothing further was given by which they could be. `excessive`: The request is manifestly unfounded or excessive, in particular because it is repeated. `exempt`: The law exempts what is held about the person from this right, in whole. `outside-jurisdiction`: The law under which the request was made does not reach this person or this company.
           * @enum {string}
           */
          code: 'not-verified' | 'no-such-person' | 'excessive' | 'exempt' | 'outside-jurisdiction';
          /** @description For the record; holds no subject's id. */
          note?: string;
          /** @description True: is refused (409 `already-approved`) where somebody has approved the deletion meanwhile. */
          unlessApproved?: boolean;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /** @enum {string} */
            kind: 'export' | 'deletion';
            /** @enum {string} */
            regime: 'GDPR' | 'CCPA';
            /** @enum {string} */
            disclosure: 'Data' | 'Categories' | 'Sources';
            /**
             * @description Of the pages that the person is given.
             * @enum {string}
             */
            language: 'en' | 'de';
            /** @description A deletion of less than Data, which does not satisfy §1798.105. */
            partial: boolean;
            /** @description The sentence that goes with `partial`. */
            partialNote: string | null;
            /** @enum {string} */
            status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
            waitingFor:
              | (
                  | 'grace'
                  | 'approval'
                  | 'export'
                  | 'hold'
                  | 'sweep'
                  | 'worker'
                  | 'retry'
                  | 'older-snapshot'
                  | 'mutation'
                  | 'store-busy'
                  | 'action'
                )
              | null;
            waitingUntil: string | null;
            /** @description A deletion that a second owner or admin has to approve. */
            approvalNeeded: boolean;
            denialCode: ('not-verified' | 'no-such-person' | 'excessive' | 'exempt' | 'outside-jurisdiction') | null;
            subjectCount: number;
            duplicateCount: number;
            openedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            receivedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            openedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            dueAt: string;
            /** @description Not ended, and due within five days or past due. */
            atRisk: boolean;
            /** @description Not ended, and past due. */
            overdue: boolean;
            /** @description What a person should see to, and where; empty where nothing. What can be put right is looked at again. */
            attention: {
              collection: string | null;
              code: string;
              message: string;
            }[];
            /** @description What the company recorded of how the request reached it. */
            receipt: {
              reference: string | null;
              channel: string | null;
              requester: ('subject' | 'agent') | null;
              verification: {
                method: string;
                level: string | null;
                at: string | null;
              } | null;
            };
            /** @description The duty that this deletion carries out: nobody opened it. */
            dutyId: string | null;
            finishedAt: string | null;
          };
        };
      };
      /** @description The input does not fit, or the note holds an id of a subject. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The request has started, or has ended; `earlier` says what was decided, by whom and when. */
      405: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Somebody has approved it meanwhile, and `unlessApproved` was asked for; `earlier` says who and when. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ExtensionsController_extend: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "More systems than usual have to be searched."
         *     }
         */
        'application/json': {
          /** @description Why more time is needed, as the person is told. Must not hold an id of the request’s subjects. */
          reason: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /** @enum {string} */
            kind: 'export' | 'deletion';
            /** @enum {string} */
            regime: 'GDPR' | 'CCPA';
            /** @enum {string} */
            disclosure: 'Data' | 'Categories' | 'Sources';
            /**
             * @description Of the pages that the person is given.
             * @enum {string}
             */
            language: 'en' | 'de';
            /** @description A deletion of less than Data, which does not satisfy §1798.105. */
            partial: boolean;
            /** @description The sentence that goes with `partial`. */
            partialNote: string | null;
            /** @enum {string} */
            status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
            waitingFor:
              | (
                  | 'grace'
                  | 'approval'
                  | 'export'
                  | 'hold'
                  | 'sweep'
                  | 'worker'
                  | 'retry'
                  | 'older-snapshot'
                  | 'mutation'
                  | 'store-busy'
                  | 'action'
                )
              | null;
            waitingUntil: string | null;
            /** @description A deletion that a second owner or admin has to approve. */
            approvalNeeded: boolean;
            denialCode: ('not-verified' | 'no-such-person' | 'excessive' | 'exempt' | 'outside-jurisdiction') | null;
            subjectCount: number;
            duplicateCount: number;
            openedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            receivedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            openedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            dueAt: string;
            /** @description Not ended, and due within five days or past due. */
            atRisk: boolean;
            /** @description Not ended, and past due. */
            overdue: boolean;
            /** @description What a person should see to, and where; empty where nothing. What can be put right is looked at again. */
            attention: {
              collection: string | null;
              code: string;
              message: string;
            }[];
            /** @description What the company recorded of how the request reached it. */
            receipt: {
              reference: string | null;
              channel: string | null;
              requester: ('subject' | 'agent') | null;
              verification: {
                method: string;
                level: string | null;
                at: string | null;
              } | null;
            };
            /** @description The duty that this deletion carries out: nobody opened it. */
            dutyId: string | null;
            finishedAt: string | null;
          };
        };
      };
      /** @description There is no reason, or it holds an id of a subject. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description It was extended before, has ended, or its deadline has passed. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  DecisionsController_retry: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /** @enum {string} */
            kind: 'export' | 'deletion';
            /** @enum {string} */
            regime: 'GDPR' | 'CCPA';
            /** @enum {string} */
            disclosure: 'Data' | 'Categories' | 'Sources';
            /**
             * @description Of the pages that the person is given.
             * @enum {string}
             */
            language: 'en' | 'de';
            /** @description A deletion of less than Data, which does not satisfy §1798.105. */
            partial: boolean;
            /** @description The sentence that goes with `partial`. */
            partialNote: string | null;
            /** @enum {string} */
            status: 'PENDING' | 'STAGING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
            waitingFor:
              | (
                  | 'grace'
                  | 'approval'
                  | 'export'
                  | 'hold'
                  | 'sweep'
                  | 'worker'
                  | 'retry'
                  | 'older-snapshot'
                  | 'mutation'
                  | 'store-busy'
                  | 'action'
                )
              | null;
            waitingUntil: string | null;
            /** @description A deletion that a second owner or admin has to approve. */
            approvalNeeded: boolean;
            denialCode: ('not-verified' | 'no-such-person' | 'excessive' | 'exempt' | 'outside-jurisdiction') | null;
            subjectCount: number;
            duplicateCount: number;
            openedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            receivedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            openedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            dueAt: string;
            /** @description Not ended, and due within five days or past due. */
            atRisk: boolean;
            /** @description Not ended, and past due. */
            overdue: boolean;
            /** @description What a person should see to, and where; empty where nothing. What can be put right is looked at again. */
            attention: {
              collection: string | null;
              code: string;
              message: string;
            }[];
            /** @description What the company recorded of how the request reached it. */
            receipt: {
              reference: string | null;
              channel: string | null;
              requester: ('subject' | 'agent') | null;
              verification: {
                method: string;
                level: string | null;
                at: string | null;
              } | null;
            };
            /** @description The duty that this deletion carries out: nobody opened it. */
            dutyId: string | null;
            finishedAt: string | null;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The request has ended. */
      405: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description No attempt of it has failed. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  HandOversController_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description The newest 500, newest first. */
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /** @description Null is the answer as a whole. */
              ordinal: number | null;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
              /** @description What was recorded; of a look `download` or `link` (the first time alone). */
              manner: string;
              by: string;
              /** @description Whether values were in it that are classified as sensitive; as it was when it was written. */
              sensitive: boolean;
            }[];
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  HandOversController_record: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "manner": "e-mail"
         *     }
         */
        'application/json': {
          /** @description How: `e-mail`, `post`, `account` … Must not hold an id of a subject: it is kept when the ids are destroyed. */
          manner: string;
          /** @description The subject's `ordinal`, from 0, of an export alone; left out, the answer as a whole. */
          ordinal?: number | null;
          /** @description When; default now, not before the request ended and not in the future. A day is one of the time zone of the project, and its last moment that has been. */
          at?: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            /** @description Null is the answer as a whole. */
            ordinal: number | null;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            at: string;
            /** @description What was recorded; of a look `download` or `link` (the first time alone). */
            manner: string;
            by: string;
            /** @description Whether values were in it that are classified as sensitive; as it was when it was written. */
            sensitive: boolean;
          };
        };
      };
      /** @description The input does not fit, or the manner holds an id of a subject. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The request has no answer: it did not end as SUCCESS or DENIED. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Too many requests of the project; try again after Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  OverviewController_show: {
    parameters: {
      query?: {
        /** @description Of this project alone. */
        projectId?: number;
      };
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            at: string;
            /** @description By whose clocks months and years are counted: each request by its own project’s time zone. */
            timeZones: string[];
            /** @description The twelve months that are counted, this one included; more where zones differ. */
            months: string[];
            /** @description Requests that have not ended, by their deadline; each stands in one of the five. */
            open: {
              /** @enum {string} */
              due: 'overdue' | 'in-7-days' | 'in-14-days' | 'in-30-days' | 'later';
              exports: number;
              deletions: number;
            }[];
            /** @description Requests that ended in these months: answered by their deadline, answered after it, without an answer. */
            finished: {
              onTime: number;
              late: number;
              failed: number;
            };
            /** @description Requests by the month in which the company received them; what is not there is 0. */
            volume: {
              /** @example 2026-03 */
              month: string;
              /** @enum {string} */
              kind: 'export' | 'deletion';
              /** @enum {string} */
              regime: 'GDPR' | 'CCPA';
              received: number;
            }[];
            /** @description Days from receipt to answer, of requests that were answered in these months. */
            completion: {
              /** @enum {string} */
              kind: 'export' | 'deletion';
              /** @enum {string} */
              regime: 'GDPR' | 'CCPA';
              answered: number;
              /** @description Null where there is none. */
              medianDays: number | null;
              /** @description Null where there is none. */
              meanDays: number | null;
            }[];
            /** @description The same by the month of the answer. */
            completionByMonth: {
              /** @example 2026-03 */
              month: string;
              answered: number;
              /** @description Null where there is none. */
              medianDays: number | null;
              /** @description Null where there is none. */
              meanDays: number | null;
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  OverviewController_compile: {
    parameters: {
      query?: {
        /** @description Default: the year before this one. */
        year?: number;
        /** @description Of this project alone. */
        projectId?: number;
      };
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            year: number;
            /** @description Whether the year is over by every clock it is counted by. */
            isOver: boolean;
            /** @description By whose clocks months and years are counted: each request by its own project’s time zone. */
            timeZones: string[];
            /** @description 11 CCR §7102(a)(1), of what the company received in the year. */
            results: {
              /**
               * @description `ccpa`: requests under CCPA; `everyone`: under any regime, as 11 CCR §7102(b) allows.
               * @enum {string}
               */
              of: 'ccpa' | 'everyone';
              /**
               * @description Requests to know are exports, requests to delete deletions.
               * @enum {string}
               */
              right: 'know' | 'delete';
              /** @description People: a request that names fifty counts fifty. */
              received: number;
              /** @description In whole or in part, `nothingHeld` included. */
              complied: number;
              compliedInWhole: number;
              compliedInPart: number;
              /** @description Answered that nothing is held about the person. */
              nothingHeld: number;
              denied: number;
              /** @description Why, of those denied in whole or in part. */
              grounds: {
                unverified: number;
                'not-a-consumer': number;
                exempt: number;
                other: number;
              };
              withdrawn: number;
              /** @description Ended without an answer. */
              failed: number;
              open: number;
              /** @description Null where there is none. */
              medianDays: number | null;
              /** @description Null where there is none. */
              meanDays: number | null;
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  OverviewController_compileCsv: {
    parameters: {
      query?: {
        /** @description Default: the year before this one. */
        year?: number;
        /** @description Of this project alone. */
        projectId?: number;
      };
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RequestEventsController_follow: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description You, or all together, follow too many at once: ask for the request every few seconds instead. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The process is stopping: begin again, and another one will answer. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RequestsController_download: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': string;
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The export is not finished. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description It was destroyed, or its file is missing or damaged. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The range begins behind the end. */
      416: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RequestsController_downloadPart: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        ordinal: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': string;
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The export is not finished. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description It was destroyed, or its file is missing or damaged. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The range begins behind the end. */
      416: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  CompletionRecordController_show: {
    parameters: {
      query?: {
        /** @description Default the newest. */
        revision?: number;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            revision: number;
            /** @description How many there are; older ones stay. */
            revisions: number;
            /** @description What the signed bytes say; docs/completion-record.md tells each field. It holds no id of a subject. */
            document: {
              format: string;
              revision: number;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              drawnUpAt: string;
            } & {
              [key: string]: unknown;
            };
            /** @description The first 16 hex digits of the SHA-256 of the public key (SPKI DER). */
            keyId: string;
            /** @description Ed25519 over the signed bytes, 64 bytes in base64. */
            signature: string;
            /** @description The exact bytes that were signed (RFC 8785 JSON), in base64. */
            signedBytes: string;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of, or no such revision. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The request has not ended. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  CompletionRecordController_bytes: {
    parameters: {
      query?: {
        /** @description Default the newest. */
        revision?: number;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of, or no such revision. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The request has not ended. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  CompletionRecordController_signature: {
    parameters: {
      query?: {
        /** @description Default the newest. */
        revision?: number;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of, or no such revision. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The request has not ended. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  CompletionRecordController_page: {
    parameters: {
      query?: {
        /** @description Default the newest. */
        revision?: number;
        /** @description Default the one of the request. */
        language?: 'en' | 'de';
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of, or no such revision. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The request has not ended. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  CompletionKeyController_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              keyId: string;
              /** @enum {string} */
              algorithm: 'Ed25519';
              /** @description SPKI PEM. */
              publicKey: string;
            }[];
          };
        };
      };
    };
  };
  CompletionKeyController_pem: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/x-pem-file': string;
        };
      };
    };
  };
  HoldsController_list: {
    parameters: {
      query?: {
        projectId?: number;
        /** @description Whether neither lifted nor ended. */
        active?: 'true' | 'false';
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              projectId: number;
              /** @description Null once it was destroyed, RECORD_ID_RETENTION after the end. */
              distinctId: string | null;
              basis: string;
              reference: string | null;
              /** @enum {string} */
              state: 'active' | 'ended' | 'lifted';
              placedBy: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              placedAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              until: string;
              liftedAt: string | null;
              /** @description Who lifted it; null: nobody, or an account that is gone. */
              liftedBy: string | null;
            }[];
            nextCursor: string | null;
          };
        };
      };
    };
  };
  HoldsController_place: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "projectId": 1,
         *       "distinctIds": [
         *         "example-subject"
         *       ],
         *       "basis": "GDPR Art. 17(3)(e): an example",
         *       "until": "2099-12-31T00:00:00Z"
         *     }
         */
        'application/json': {
          projectId: number;
          /** @description Ids of subjects, taken as they are; duplicates are merged. At most 500. */
          distinctIds: string[];
          /** @description Why they must not be erased: litigation, GDPR Art. 17(3)(b) or (e), Cal. Civ. Code §1798.105(d) … Must name none of the subjects: it is kept when their ids are destroyed. */
          basis: string;
          /** @description The company's own file or ticket. Must name none of the subjects: it is kept when their ids are destroyed. */
          reference?: string;
          /** @description When the hold ends, unless it is lifted before. In the future. A day ends by the time zone of the project. */
          until: string;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              projectId: number;
              /** @description Null once it was destroyed, RECORD_ID_RETENTION after the end. */
              distinctId: string | null;
              basis: string;
              reference: string | null;
              /** @enum {string} */
              state: 'active' | 'ended' | 'lifted';
              placedBy: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              placedAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              until: string;
              liftedAt: string | null;
              /** @description Who lifted it; null: nobody, or an account that is gone. */
              liftedBy: string | null;
            }[];
          };
        };
      };
      /** @description The deletion of a subject has started and can no longer be held back. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  HoldsController_search: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "projectId": 1,
         *       "distinctId": "example-subject"
         *     }
         */
        'application/json': {
          projectId: number;
          distinctId: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              projectId: number;
              /** @description Null once it was destroyed, RECORD_ID_RETENTION after the end. */
              distinctId: string | null;
              basis: string;
              reference: string | null;
              /** @enum {string} */
              state: 'active' | 'ended' | 'lifted';
              placedBy: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              placedAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              until: string;
              liftedAt: string | null;
              /** @description Who lifted it; null: nobody, or an account that is gone. */
              liftedBy: string | null;
            }[];
          };
        };
      };
    };
  };
  HoldsController_lift: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /** @description Null once it was destroyed, RECORD_ID_RETENTION after the end. */
            distinctId: string | null;
            basis: string;
            reference: string | null;
            /** @enum {string} */
            state: 'active' | 'ended' | 'lifted';
            placedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            placedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            until: string;
            liftedAt: string | null;
            /** @description Who lifted it; null: nobody, or an account that is gone. */
            liftedBy: string | null;
          };
        };
      };
      /** @description The hold has ended by itself. */
      405: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  DutiesController_list: {
    parameters: {
      query?: {
        projectId?: number;
        /** @description What this deletion left. */
        requestId?: string;
        state?: 'owed' | 'under-way' | 'carried-out' | 'given-up';
        kind?: 'held' | 'kept' | 'export-spared';
        /** @description Of what is owed or under way: due by now; due at a later date; at no date that can be reckoned. */
        due?: 'now' | 'later' | 'undated';
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              projectId: number;
              /**
               * @description Why it is not erased yet: the person is held; a policy of the data map keeps rows; a deletion left the file of the export it was ordered with.
               * @enum {string}
               */
              kind: 'held' | 'kept' | 'export-spared';
              /** @description The deletion that left it. */
              requestId: string | null;
              /** @description The end of a project that left it. */
              endingId: string | null;
              /** @description What it is about; empty: whatever is held about the person. */
              collections: {
                name: string;
                title: string;
              }[];
              /** @description Of the person, the one that was asked for first; null once it has ended, and of a file. */
              distinctIds: string[] | null;
              basis: string;
              /** @description When it is carried out unless somebody decides otherwise; null = undated. */
              dueAt: string | null;
              /** @description Whether it has been due for more than a day and has not ended; where its deletion is under way, also for longer than that may wait for its sweep. */
              overdue: boolean;
              /** @enum {string} */
              state: 'owed' | 'under-way' | 'carried-out' | 'given-up';
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
              /** @description The deletion that carries it out, or did. */
              carriedOutBy: string | null;
              endedAt: string | null;
              /** @description Who had it carried out before its time, or gave it up. */
              endedBy: string | null;
              reason: string | null;
              /** @description Of one that was given up: on which basis the data is kept since. */
              newBasis: string | null;
            }[];
            nextCursor: string | null;
            /** @description Deletions that left somebody held or something kept before duties were written, and of which the ids are destroyed: nothing will be done about them by itself. */
            unreadable: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              requestId: string;
              projectId: number;
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  DutiesController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /**
             * @description Why it is not erased yet: the person is held; a policy of the data map keeps rows; a deletion left the file of the export it was ordered with.
             * @enum {string}
             */
            kind: 'held' | 'kept' | 'export-spared';
            /** @description The deletion that left it. */
            requestId: string | null;
            /** @description The end of a project that left it. */
            endingId: string | null;
            /** @description What it is about; empty: whatever is held about the person. */
            collections: {
              name: string;
              title: string;
            }[];
            /** @description Of the person, the one that was asked for first; null once it has ended, and of a file. */
            distinctIds: string[] | null;
            basis: string;
            /** @description When it is carried out unless somebody decides otherwise; null = undated. */
            dueAt: string | null;
            /** @description Whether it has been due for more than a day and has not ended; where its deletion is under way, also for longer than that may wait for its sweep. */
            overdue: boolean;
            /** @enum {string} */
            state: 'owed' | 'under-way' | 'carried-out' | 'given-up';
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
            /** @description The deletion that carries it out, or did. */
            carriedOutBy: string | null;
            endedAt: string | null;
            /** @description Who had it carried out before its time, or gave it up. */
            endedBy: string | null;
            reason: string | null;
            /** @description Of one that was given up: on which basis the data is kept since. */
            newBasis: string | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  DutiesController_carryOut: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "The audit for which it was kept was closed."
         *     }
         */
        'application/json': {
          /** @description Why it is not waited for any longer: the basis is gone, and how. It is kept when the ids are destroyed, so it must name none of them. */
          reason: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /**
             * @description Why it is not erased yet: the person is held; a policy of the data map keeps rows; a deletion left the file of the export it was ordered with.
             * @enum {string}
             */
            kind: 'held' | 'kept' | 'export-spared';
            /** @description The deletion that left it. */
            requestId: string | null;
            /** @description The end of a project that left it. */
            endingId: string | null;
            /** @description What it is about; empty: whatever is held about the person. */
            collections: {
              name: string;
              title: string;
            }[];
            /** @description Of the person, the one that was asked for first; null once it has ended, and of a file. */
            distinctIds: string[] | null;
            basis: string;
            /** @description When it is carried out unless somebody decides otherwise; null = undated. */
            dueAt: string | null;
            /** @description Whether it has been due for more than a day and has not ended; where its deletion is under way, also for longer than that may wait for its sweep. */
            overdue: boolean;
            /** @enum {string} */
            state: 'owed' | 'under-way' | 'carried-out' | 'given-up';
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
            /** @description The deletion that carries it out, or did. */
            carriedOutBy: string | null;
            endedAt: string | null;
            /** @description Who had it carried out before its time, or gave it up. */
            endedBy: string | null;
            reason: string | null;
            /** @description Of one that was given up: on which basis the data is kept since. */
            newBasis: string | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `duty-ended`: nothing is owed any more, and `earlier` says what somebody decided before; `duty-of-a-file`: the file of an export expires by itself; `duty-of-an-end`: what is left of a project that is gone is found by no request. */
      405: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `duty-held`: the person is held; `duty-under-way`: a deletion carries it out already, and `earlier` says who had it; `project-closed`. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  DutiesController_giveUp: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "A court has asked for it.",
         *       "basis": "GDPR Art. 17(3)(e): an example"
         *     }
         */
        'application/json': {
          /** @description Why it will not be carried out. It is kept when the ids are destroyed, so it must name none of them. */
          reason: string;
          /** @description On which basis the data is kept from now on. It is kept when the ids are destroyed, so it must name none of them. */
          basis: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /**
             * @description Why it is not erased yet: the person is held; a policy of the data map keeps rows; a deletion left the file of the export it was ordered with.
             * @enum {string}
             */
            kind: 'held' | 'kept' | 'export-spared';
            /** @description The deletion that left it. */
            requestId: string | null;
            /** @description The end of a project that left it. */
            endingId: string | null;
            /** @description What it is about; empty: whatever is held about the person. */
            collections: {
              name: string;
              title: string;
            }[];
            /** @description Of the person, the one that was asked for first; null once it has ended, and of a file. */
            distinctIds: string[] | null;
            basis: string;
            /** @description When it is carried out unless somebody decides otherwise; null = undated. */
            dueAt: string | null;
            /** @description Whether it has been due for more than a day and has not ended; where its deletion is under way, also for longer than that may wait for its sweep. */
            overdue: boolean;
            /** @enum {string} */
            state: 'owed' | 'under-way' | 'carried-out' | 'given-up';
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
            /** @description The deletion that carries it out, or did. */
            carriedOutBy: string | null;
            endedAt: string | null;
            /** @description Who had it carried out before its time, or gave it up. */
            endedBy: string | null;
            reason: string | null;
            /** @description Of one that was given up: on which basis the data is kept since. */
            newBasis: string | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `duty-ended`: nothing is owed any more, and `earlier` says what somebody decided before; `duty-of-a-file`: the file of an export expires by itself; `duty-of-an-end`: what is left of a project that is gone is found by no request. */
      405: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `duty-held`: the person is held; `duty-under-way`: a deletion carries it out already, and `earlier` says who had it; `project-closed`. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  OptOutsController_list: {
    parameters: {
      query: {
        projectId: number;
        /** @description Opt-outs or opt-ins. */
        choice?: 'out' | 'in';
        /** @description By what: `api`; `console`; `sdk`, an `$opt_in` that came with the data; `gpc`, a browser that sent `Sec-GPC: 1`. */
        how?: 'api' | 'console' | 'sdk' | 'gpc';
        /** @description Whether it stands, or was taken back. */
        standing?: 'true' | 'false';
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              projectId: number;
              /** @description Null once it was destroyed, RECORD_ID_RETENTION after the choice ended or the person was erased. */
              distinctId: string | null;
              /** @enum {string} */
              choice: 'out' | 'in';
              /**
               * @description By what: `api`; `console`; `sdk`, an `$opt_in` that came with the data; `gpc`, a browser that sent `Sec-GPC: 1`.
               * @enum {string}
               */
              how: 'api' | 'console' | 'sdk' | 'gpc';
              /** @description E-mail or name of who made it known; null: a browser spoke for itself. */
              by: string | null;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
              /** @description When it was taken back; null: it stands. */
              endedAt: string | null;
              endedHow: ('api' | 'console' | 'sdk' | 'gpc') | null;
              endedBy: string | null;
            }[];
            nextCursor: string | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. `too-many-ids` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low`; `credential-unfit`: an API secret takes in data, and speaks for nobody. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  OptOutsController_optOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "projectId": 1,
         *       "distinctIds": [
         *         "example-subject"
         *       ]
         *     }
         */
        'application/json': {
          projectId: number;
          /** @description Ids, taken as they are; duplicates are merged. At most 2000. */
          distinctIds: string[];
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              distinctId: string;
              /**
               * Format: uuid
               * @description Of the choice.
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /** @enum {string} */
              choice: 'out' | 'in';
              /**
               * Format: date-time
               * @description Since when it stands.
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
              /** @description It stood already; what was linked since is covered now. */
              repeated: boolean;
              /** @description How many ids it extends to: the id, and everything that stands for the same person. */
              covered: number;
              /** @description Ids of the person that stand for several people: name them by themselves to cover them. */
              leftOut: number;
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. `too-many-ids` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low`; `credential-unfit`: an API secret takes in data, and speaks for nobody. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Too many at once; try again after Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  OptOutsController_optIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "projectId": 1,
         *       "distinctIds": [
         *         "example-subject"
         *       ]
         *     }
         */
        'application/json': {
          projectId: number;
          /** @description Ids, taken as they are; duplicates are merged. At most 2000. */
          distinctIds: string[];
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              distinctId: string;
              /**
               * Format: uuid
               * @description Of the choice.
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /** @enum {string} */
              choice: 'out' | 'in';
              /**
               * Format: date-time
               * @description Since when it stands.
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
              /** @description It stood already; what was linked since is covered now. */
              repeated: boolean;
              /** @description How many ids it extends to: the id, and everything that stands for the same person. */
              covered: number;
              /** @description Ids of the person that stand for several people: name them by themselves to cover them. */
              leftOut: number;
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. `too-many-ids` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low`; `credential-unfit`: an API secret takes in data, and speaks for nobody. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Too many at once; try again after Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  OptOutsController_export: {
    parameters: {
      query: {
        projectId: number;
        /** @description Opt-outs or opt-ins. */
        choice?: 'out' | 'in';
        /** @description By what: `api`; `console`; `sdk`, an `$opt_in` that came with the data; `gpc`, a browser that sent `Sec-GPC: 1`. */
        how?: 'api' | 'console' | 'sdk' | 'gpc';
        /** @description Whether it stands, or was taken back. */
        standing?: 'true' | 'false';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      /** @description The input does not fit; `errors` names the places. `too-many-ids` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low`; `credential-unfit`: an API secret takes in data, and speaks for nobody. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  OptOutsController_defaultPeriods: {
    parameters: {
      query: {
        projectId: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              from: string;
              /** @description E-mail or name of who set it; `habeas`: the operator. */
              setBy: string;
              /** @description Null: it goes on. */
              until: string | null;
              endedBy: string | null;
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. `too-many-ids` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low`; `credential-unfit`: an API secret takes in data, and speaks for nobody. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  OptOutsController_search: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "projectId": 1,
         *       "distinctId": "example-subject"
         *     }
         */
        'application/json': {
          projectId: number;
          distinctId: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              projectId: number;
              /** @description Null once it was destroyed, RECORD_ID_RETENTION after the choice ended or the person was erased. */
              distinctId: string | null;
              /** @enum {string} */
              choice: 'out' | 'in';
              /**
               * @description By what: `api`; `console`; `sdk`, an `$opt_in` that came with the data; `gpc`, a browser that sent `Sec-GPC: 1`.
               * @enum {string}
               */
              how: 'api' | 'console' | 'sdk' | 'gpc';
              /** @description E-mail or name of who made it known; null: a browser spoke for itself. */
              by: string | null;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
              /** @description When it was taken back; null: it stands. */
              endedAt: string | null;
              endedHow: ('api' | 'console' | 'sdk' | 'gpc') | null;
              endedBy: string | null;
              /**
               * @description Of this id, or of another of the person.
               * @enum {string}
               */
              match: 'named' | 'linked';
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. `too-many-ids` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low`; `credential-unfit`: an API secret takes in data, and speaks for nobody. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Too many at once; try again after Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  OptOutsController_check: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "projectId": 1,
         *       "distinctIds": [
         *         "example-subject"
         *       ]
         *     }
         */
        'application/json': {
          projectId: number;
          /** @description Ids, taken as they are; duplicates are merged. At most 2000. */
          distinctIds: string[];
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              distinctId: string;
              /** @description Whether data of this id is taken in. */
              taken: boolean;
              /** @description Why it is not: `deletion`, one is under way; `deleted`, for good; `opt-out`; `gpc`, signalled by the browser; `default`, the project asks for an opt-in, and there was none. */
              reason: ('deletion' | 'deleted' | 'opt-out' | 'gpc' | 'default') | null;
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. `too-many-ids` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low`; `credential-unfit`: an API secret takes in data, and speaks for nobody. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Too many at once; try again after Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  SweepsController_list: {
    parameters: {
      query?: {
        organizationId?: string;
        projectId?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description What waits for the next sweep and for nothing else. */
            due: {
              deletions: number;
              subjects: number;
            };
            /**
             * Format: date-time
             * @description When it starts by the schedule (SWEEP_SCHEDULE).
             * @example 2026-03-09T22:28:55Z
             */
            nextAt: string;
            /** @description Whether one is under way, of whatever deletions. */
            underway: boolean;
            /** @description The latest that took deletions of yours, newest first; their counts are of yours alone. */
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              startedAt: string;
              finishedAt: string | null;
              deletions: number;
              subjects: number;
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody has signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  SweepsController_order: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "projectId": 2147483647
         *     }
         */
        'application/json': {
          /**
           * Format: uuid
           * @description Of this organization alone.
           * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
           */
          organizationId?: string;
          /** @description Of this project alone. Without either: of every project you own. */
          projectId?: number;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            deletions: number;
            subjects: number;
            /** @description Another sweep is under way, which takes these next. */
            underway: boolean;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody has signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `nothing-due`, or `sweep-running`: one is under way and takes what is due. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ProfilesController_find: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "property": "$email",
         *       "value": "ana@example.com"
         *     }
         */
        'application/json': {
          /** @description Its name in the profiles. `$email` and `email` are looked up together. */
          property: string;
          /** @description What the property is equal to. An e-mail address of `$email` or `email` in either case of A to Z; a text such as `42` or `true` may be the number or the flag too. */
          value: string | number | boolean;
          /** @description `nextCursor` of the page before. */
          cursor?: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description In the order of their ids. Whoever is being erased is left out, so that a page may hold fewer. */
            results: {
              distinctId: string;
              /** @description Ids that stand for the person, this one included. */
              linkedIds: number;
              /** @description Ids linked to more than one person; what they alone recorded is not counted. */
              ambiguousIds: number;
              /** @description Why it is not known who is meant, such as `closure-too-large`. */
              fault: string | null;
              rows: number;
              /** @description Where something is held about the person. */
              collections: {
                collection: string;
                title: string;
                rows: number;
                /** @description Since when; null: its rows have no time. */
                earliest: string | null;
                latest: string | null;
              }[];
            }[];
            nextCursor: string | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. `cursor-invalid`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `property-withheld`: nobody is found by it. `property-sensitive`: the view of the project does not show it to you. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Too many requests of the project; try again after Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `search-too-slow`: more people share the value than can be looked through in time. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  'ProfileQueryController_queryByGet[0]': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            page: number;
            page_size: number;
            results: {
              $distinct_id: string;
              $properties: {
                [key: string]: unknown;
              };
            }[];
            /** @description For the other pages, half an hour long. */
            session_id: string;
            /** @enum {string} */
            status: 'ok';
            /** @description Of all pages, on every page. */
            total: number;
          };
        };
      };
      /** @description A parameter does not fit or is not supported; `where-malformed`, `where-too-long`, `where-too-deep`, `where-too-many-terms`, `where-no-condition`, `property-withheld`, `property-sensitive`, `session-over` and others in `code`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Not a project you may act on, or one whose API secret may not read. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description `search-too-slow`: there is more than can be looked through in time. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
    };
  };
  'ProfileQueryController_query[0]': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "project_id": 1,
         *       "where": "properties[\"$email\"] == \"ana@example.com\""
         *     }
         */
        'application/json': {
          /** @description Of a service account or an OAuth token; an API secret has one project. */
          project_id?: number;
          /** @description `properties["$email"] == "ana@example.com"` */
          where?: string;
          distinct_id?: string;
          distinct_ids?: string[];
          /** @description Properties that are shown; else all. */
          output_properties?: string[];
          /** @description From 0; behind the first with its `session_id`. */
          page?: number;
          session_id?: string;
          /** @description Up to 1000. */
          page_size?: number;
          /** @description Profiles on all pages together. */
          limit?: number;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            page: number;
            page_size: number;
            results: {
              $distinct_id: string;
              $properties: {
                [key: string]: unknown;
              };
            }[];
            /** @description For the other pages, half an hour long. */
            session_id: string;
            /** @enum {string} */
            status: 'ok';
            /** @description Of all pages, on every page. */
            total: number;
          };
        };
      };
      /** @description A parameter does not fit or is not supported; `where-malformed`, `where-too-long`, `where-too-deep`, `where-too-many-terms`, `where-no-condition`, `property-withheld`, `property-sensitive`, `session-over` and others in `code`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Not a project you may act on, or one whose API secret may not read. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description `search-too-slow`: there is more than can be looked through in time. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
    };
  };
  'ProfileQueryController_queryByGet[1]': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            page: number;
            page_size: number;
            results: {
              $distinct_id: string;
              $properties: {
                [key: string]: unknown;
              };
            }[];
            /** @description For the other pages, half an hour long. */
            session_id: string;
            /** @enum {string} */
            status: 'ok';
            /** @description Of all pages, on every page. */
            total: number;
          };
        };
      };
      /** @description A parameter does not fit or is not supported; `where-malformed`, `where-too-long`, `where-too-deep`, `where-too-many-terms`, `where-no-condition`, `property-withheld`, `property-sensitive`, `session-over` and others in `code`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Not a project you may act on, or one whose API secret may not read. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description `search-too-slow`: there is more than can be looked through in time. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
    };
  };
  'ProfileQueryController_query[1]': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "project_id": 1,
         *       "where": "properties[\"$email\"] == \"ana@example.com\""
         *     }
         */
        'application/json': {
          /** @description Of a service account or an OAuth token; an API secret has one project. */
          project_id?: number;
          /** @description `properties["$email"] == "ana@example.com"` */
          where?: string;
          distinct_id?: string;
          distinct_ids?: string[];
          /** @description Properties that are shown; else all. */
          output_properties?: string[];
          /** @description From 0; behind the first with its `session_id`. */
          page?: number;
          session_id?: string;
          /** @description Up to 1000. */
          page_size?: number;
          /** @description Profiles on all pages together. */
          limit?: number;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            page: number;
            page_size: number;
            results: {
              $distinct_id: string;
              $properties: {
                [key: string]: unknown;
              };
            }[];
            /** @description For the other pages, half an hour long. */
            session_id: string;
            /** @enum {string} */
            status: 'ok';
            /** @description Of all pages, on every page. */
            total: number;
          };
        };
      };
      /** @description A parameter does not fit or is not supported; `where-malformed`, `where-too-long`, `where-too-deep`, `where-too-many-terms`, `where-no-condition`, `property-withheld`, `property-sensitive`, `session-over` and others in `code`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Not a project you may act on, or one whose API secret may not read. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description `search-too-slow`: there is more than can be looked through in time. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
    };
  };
  'ProfileQueryController_queryByGet[2]': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            page: number;
            page_size: number;
            results: {
              $distinct_id: string;
              $properties: {
                [key: string]: unknown;
              };
            }[];
            /** @description For the other pages, half an hour long. */
            session_id: string;
            /** @enum {string} */
            status: 'ok';
            /** @description Of all pages, on every page. */
            total: number;
          };
        };
      };
      /** @description A parameter does not fit or is not supported; `where-malformed`, `where-too-long`, `where-too-deep`, `where-too-many-terms`, `where-no-condition`, `property-withheld`, `property-sensitive`, `session-over` and others in `code`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Not a project you may act on, or one whose API secret may not read. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description `search-too-slow`: there is more than can be looked through in time. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
    };
  };
  'ProfileQueryController_query[2]': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "project_id": 1,
         *       "where": "properties[\"$email\"] == \"ana@example.com\""
         *     }
         */
        'application/json': {
          /** @description Of a service account or an OAuth token; an API secret has one project. */
          project_id?: number;
          /** @description `properties["$email"] == "ana@example.com"` */
          where?: string;
          distinct_id?: string;
          distinct_ids?: string[];
          /** @description Properties that are shown; else all. */
          output_properties?: string[];
          /** @description From 0; behind the first with its `session_id`. */
          page?: number;
          session_id?: string;
          /** @description Up to 1000. */
          page_size?: number;
          /** @description Profiles on all pages together. */
          limit?: number;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            page: number;
            page_size: number;
            results: {
              $distinct_id: string;
              $properties: {
                [key: string]: unknown;
              };
            }[];
            /** @description For the other pages, half an hour long. */
            session_id: string;
            /** @enum {string} */
            status: 'ok';
            /** @description Of all pages, on every page. */
            total: number;
          };
        };
      };
      /** @description A parameter does not fit or is not supported; `where-malformed`, `where-too-long`, `where-too-deep`, `where-too-many-terms`, `where-no-condition`, `property-withheld`, `property-sensitive`, `session-over` and others in `code`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Not a project you may act on, or one whose API secret may not read. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description `search-too-slow`: there is more than can be looked through in time. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
    };
  };
  'ProfileQueryController_queryByGet[3]': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            page: number;
            page_size: number;
            results: {
              $distinct_id: string;
              $properties: {
                [key: string]: unknown;
              };
            }[];
            /** @description For the other pages, half an hour long. */
            session_id: string;
            /** @enum {string} */
            status: 'ok';
            /** @description Of all pages, on every page. */
            total: number;
          };
        };
      };
      /** @description A parameter does not fit or is not supported; `where-malformed`, `where-too-long`, `where-too-deep`, `where-too-many-terms`, `where-no-condition`, `property-withheld`, `property-sensitive`, `session-over` and others in `code`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Not a project you may act on, or one whose API secret may not read. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description `search-too-slow`: there is more than can be looked through in time. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
    };
  };
  'ProfileQueryController_query[3]': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "project_id": 1,
         *       "where": "properties[\"$email\"] == \"ana@example.com\""
         *     }
         */
        'application/json': {
          /** @description Of a service account or an OAuth token; an API secret has one project. */
          project_id?: number;
          /** @description `properties["$email"] == "ana@example.com"` */
          where?: string;
          distinct_id?: string;
          distinct_ids?: string[];
          /** @description Properties that are shown; else all. */
          output_properties?: string[];
          /** @description From 0; behind the first with its `session_id`. */
          page?: number;
          session_id?: string;
          /** @description Up to 1000. */
          page_size?: number;
          /** @description Profiles on all pages together. */
          limit?: number;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            page: number;
            page_size: number;
            results: {
              $distinct_id: string;
              $properties: {
                [key: string]: unknown;
              };
            }[];
            /** @description For the other pages, half an hour long. */
            session_id: string;
            /** @enum {string} */
            status: 'ok';
            /** @description Of all pages, on every page. */
            total: number;
          };
        };
      };
      /** @description A parameter does not fit or is not supported; `where-malformed`, `where-too-long`, `where-too-deep`, `where-too-many-terms`, `where-no-condition`, `property-withheld`, `property-sensitive`, `session-over` and others in `code`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Not a project you may act on, or one whose API secret may not read. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Later; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description `search-too-slow`: there is more than can be looked through in time. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
    };
  };
  PlacesController_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description The databases that places come from; none where no address is looked up. */
            results: {
              name: string;
              description: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              builtAt: string;
              /** @description The line that the licence of the data asks for; null where it asks for none. */
              credit: {
                text: string;
                url: string;
              } | null;
            }[];
          };
        };
      };
    };
  };
  ProjectEndingsController_reset: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "The name of the project, typed out"
         *     }
         */
        'application/json': {
          /** @description The name of the project, typed out: nobody deletes another one by mistake. */
          name: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /** @description As it was called when it was ended. */
            projectName: string;
            /** @enum {string} */
            kind: 'deleted' | 'reset';
            /** @description E-mail of who ended it, or `operator`. */
            orderedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            orderedAt: string;
            /**
             * Format: date-time
             * @description Until then it can be brought back.
             * @example 2026-03-09T22:28:55Z
             */
            restorableUntil: string;
            /**
             * Format: date-time
             * @description What it held is gone by then (PROJECT_RETENTION).
             * @example 2026-03-09T22:28:55Z
             */
            goneBy: string;
            /** @enum {string} */
            state: 'setting-aside' | 'restorable' | 'restoring' | 'restored' | 'going' | 'gone';
            restoredBy: string | null;
            /** @description When it was brought back, or gone. */
            finishedAt: string | null;
            /** @description When the bytes of it were off the disk. */
            scrubbedAt: string | null;
            /** @description What stood in the way at the last attempt; there is another. */
            trouble: {
              code: string;
              message: string;
            } | null;
            /** @description What it took; null while it is not gone. */
            counts: {
              collections: {
                collection: string;
                rows: number;
                /** @description Rows of whoever was held, which stayed. */
                spared: number;
              }[];
              destroyed: {
                /** @description Files of exports, and their keys. */
                exports: number;
                /** @description Requests whose ids nobody can read any more. */
                requestIds: number;
                holdIds: number;
                privacyChoices: number;
                suppressions: number;
                apiSecrets: number;
                propertyClasses: number;
                /** @description Days of counts of what came in, was refused and was dropped. */
                counts: number;
              };
              /** @description People whose rows stayed, and are owed. */
              duties: number;
            } | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody has signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `requests-open`: a request of the project has not ended; `project-closed` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `name-differs` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ProjectEndingsController_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              projectId: number;
              /** @description As it was called when it was ended. */
              projectName: string;
              /** @enum {string} */
              kind: 'deleted' | 'reset';
              /** @description E-mail of who ended it, or `operator`. */
              orderedBy: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              orderedAt: string;
              /**
               * Format: date-time
               * @description Until then it can be brought back.
               * @example 2026-03-09T22:28:55Z
               */
              restorableUntil: string;
              /**
               * Format: date-time
               * @description What it held is gone by then (PROJECT_RETENTION).
               * @example 2026-03-09T22:28:55Z
               */
              goneBy: string;
              /** @enum {string} */
              state: 'setting-aside' | 'restorable' | 'restoring' | 'restored' | 'going' | 'gone';
              restoredBy: string | null;
              /** @description When it was brought back, or gone. */
              finishedAt: string | null;
              /** @description When the bytes of it were off the disk. */
              scrubbedAt: string | null;
              /** @description What stood in the way at the last attempt; there is another. */
              trouble: {
                code: string;
                message: string;
              } | null;
              /** @description What it took; null while it is not gone. */
              counts: {
                collections: {
                  collection: string;
                  rows: number;
                  /** @description Rows of whoever was held, which stayed. */
                  spared: number;
                }[];
                destroyed: {
                  /** @description Files of exports, and their keys. */
                  exports: number;
                  /** @description Requests whose ids nobody can read any more. */
                  requestIds: number;
                  holdIds: number;
                  privacyChoices: number;
                  suppressions: number;
                  apiSecrets: number;
                  propertyClasses: number;
                  /** @description Days of counts of what came in, was refused and was dropped. */
                  counts: number;
                };
                /** @description People whose rows stayed, and are owed. */
                duties: number;
              } | null;
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody has signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ProjectEndingsController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /** @description As it was called when it was ended. */
            projectName: string;
            /** @enum {string} */
            kind: 'deleted' | 'reset';
            /** @description E-mail of who ended it, or `operator`. */
            orderedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            orderedAt: string;
            /**
             * Format: date-time
             * @description Until then it can be brought back.
             * @example 2026-03-09T22:28:55Z
             */
            restorableUntil: string;
            /**
             * Format: date-time
             * @description What it held is gone by then (PROJECT_RETENTION).
             * @example 2026-03-09T22:28:55Z
             */
            goneBy: string;
            /** @enum {string} */
            state: 'setting-aside' | 'restorable' | 'restoring' | 'restored' | 'going' | 'gone';
            restoredBy: string | null;
            /** @description When it was brought back, or gone. */
            finishedAt: string | null;
            /** @description When the bytes of it were off the disk. */
            scrubbedAt: string | null;
            /** @description What stood in the way at the last attempt; there is another. */
            trouble: {
              code: string;
              message: string;
            } | null;
            /** @description What it took; null while it is not gone. */
            counts: {
              collections: {
                collection: string;
                rows: number;
                /** @description Rows of whoever was held, which stayed. */
                spared: number;
              }[];
              destroyed: {
                /** @description Files of exports, and their keys. */
                exports: number;
                /** @description Requests whose ids nobody can read any more. */
                requestIds: number;
                holdIds: number;
                privacyChoices: number;
                suppressions: number;
                apiSecrets: number;
                propertyClasses: number;
                /** @description Days of counts of what came in, was refused and was dropped. */
                counts: number;
              };
              /** @description People whose rows stayed, and are owed. */
              duties: number;
            } | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody has signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ProjectEndingsController_restore: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            projectId: number;
            /** @description As it was called when it was ended. */
            projectName: string;
            /** @enum {string} */
            kind: 'deleted' | 'reset';
            /** @description E-mail of who ended it, or `operator`. */
            orderedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            orderedAt: string;
            /**
             * Format: date-time
             * @description Until then it can be brought back.
             * @example 2026-03-09T22:28:55Z
             */
            restorableUntil: string;
            /**
             * Format: date-time
             * @description What it held is gone by then (PROJECT_RETENTION).
             * @example 2026-03-09T22:28:55Z
             */
            goneBy: string;
            /** @enum {string} */
            state: 'setting-aside' | 'restorable' | 'restoring' | 'restored' | 'going' | 'gone';
            restoredBy: string | null;
            /** @description When it was brought back, or gone. */
            finishedAt: string | null;
            /** @description When the bytes of it were off the disk. */
            scrubbedAt: string | null;
            /** @description What stood in the way at the last attempt; there is another. */
            trouble: {
              code: string;
              message: string;
            } | null;
            /** @description What it took; null while it is not gone. */
            counts: {
              collections: {
                collection: string;
                rows: number;
                /** @description Rows of whoever was held, which stayed. */
                spared: number;
              }[];
              destroyed: {
                /** @description Files of exports, and their keys. */
                exports: number;
                /** @description Requests whose ids nobody can read any more. */
                requestIds: number;
                holdIds: number;
                privacyChoices: number;
                suppressions: number;
                apiSecrets: number;
                propertyClasses: number;
                /** @description Days of counts of what came in, was refused and was dropped. */
                counts: number;
              };
              /** @description People whose rows stayed, and are owed. */
              duties: number;
            } | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody has signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `restore-too-late`; `ending-restored`, `ending-under-way`, where `earlier` says who had it brought back; of one that was emptied: `project-ended`, `project-closed`, `requests-open`: a request of the project has not ended */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ProjectEndingsController_record: {
    parameters: {
      query?: {
        /** @description Default the newest. */
        revision?: number;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody has signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. `revision-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `ending-not-finished` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ProjectEndingsController_signature: {
    parameters: {
      query?: {
        /** @description Default the newest. */
        revision?: number;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody has signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. `revision-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `ending-not-finished` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  AccessReviewController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            people: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              email: string;
              name: string;
              emailVerified: boolean;
              /** @enum {string} */
              role: 'owner' | 'admin' | 'member';
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              since: string;
              /** @description E-mail of who let them in, or `operator`; null where nobody wrote it down. */
              letInBy: string | null;
              lastUsedAt: string | null;
            }[];
            serviceAccounts: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              name: string;
              /** @enum {string} */
              role: 'owner' | 'admin' | 'member';
              prefix: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
              expiresAt: string | null;
              /** @description E-mail of who let them in, or `operator`; null where nobody wrote it down. */
              letInBy: string | null;
              lastUsedAt: string | null;
            }[];
            apiSecrets: {
              projectId: number;
              project: string;
              prefix: string | null;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              madeAt: string;
              /** @description E-mail of who let them in, or `operator`; null where nobody wrote it down. */
              letInBy: string | null;
              /** @description When it ends, since there is a newer one. */
              endsAt: string | null;
              /** @description Whether it may open and see privacy requests. */
              opensRequests: boolean;
              /** @description Whether it may read profiles and events; without either it sends data alone. */
              readsData: boolean;
              /** @description E-mail of who let it open requests, or `operator`. */
              permittedBy: string | null;
              lastUsedAt: string | null;
            }[];
            tokens: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              userId: string;
              email: string;
              name: string;
              prefix: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              expiresAt: string;
              lastUsedAt: string | null;
            }[];
            invitations: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              email: string;
              /** @enum {string} */
              role: 'owner' | 'admin' | 'member';
              letInBy: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              expiresAt: string;
            }[];
            /** @description Domains whose people come in by the identity provider without an invitation. */
            signInDomains: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              domain: string;
              /** @enum {string} */
              role: 'admin' | 'member';
              allowedBy: string;
              /** @description Whether who allowed it is still an owner; else it lets nobody in. */
              inEffect: boolean;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
            }[];
            /** @description Of each project who is shown what is sensitive. */
            dataViews: {
              projectId: number;
              project: string;
              roles: ('owner' | 'admin' | 'member')[];
              /** @description Names of those that are good. */
              serviceAccounts: string[];
              oauthTokens: {
                name: string;
                of: string | null;
              }[];
              apiSecret: boolean;
            }[];
            /** @description Names all of this but the last uses and the last review, for `seen` of a mark. */
            version: string;
            /** @description When somebody last marked this as reviewed. */
            lastReview: {
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
              by: string;
              note: string;
            } | null;
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `organization-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  AccessReviewController_mark: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "note": "Everybody is still with us."
         *     }
         */
        'application/json': {
          /**
           * @description What was found and done. It stays in the audit for good: it must name no subject.
           * @default
           */
          note?: string;
          /** @description The `version` that was looked through: where something else is there by now, nothing is marked (409). */
          seen?: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            at: string;
            by: string;
            note: string;
          } | null;
        };
      };
      /** @description The note is too long. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `organization-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `review-changed`: it is no more what `seen` names. Nothing was marked. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  AuditViewsController_list: {
    parameters: {
      query?: {
        /** @description `actor` of an entry: `user:<id>`, `service-account:<id>`, `project:<id>` (its API secret), or `habeas`. */
        actor?: string;
        /** @description An action, such as `member.removed`, or all of a kind: `member.*`. */
        action?: string;
        projectId?: number;
        from?: string;
        /** @description Before this. */
        until?: string;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              id: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
              /** @description Who did it: `user:<id>`, `service-account:<id>`, `project:<id>` (its API secret), or `habeas`. */
              actor: string;
              /** @description E-mail or name of it as it is now; the `actor` itself where it is gone, or Habeas. */
              actorName: string;
              action: string;
              projectId: number | null;
              requestId: string | null;
              /** @description E-mail or name of the member or service account it was done to. */
              concerns: string | null;
              /** @description Ids, counts and settings; never anything of a subject. */
              detail: {
                [key: string]: unknown;
              };
            }[];
            nextCursor: string | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `organization-not-found`, `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  AuditViewsController_export: {
    parameters: {
      query?: {
        /** @description `actor` of an entry: `user:<id>`, `service-account:<id>`, `project:<id>` (its API secret), or `habeas`. */
        actor?: string;
        /** @description An action, such as `member.removed`, or all of a kind: `member.*`. */
        action?: string;
        projectId?: number;
        from?: string;
        /** @description Before this. */
        until?: string;
      };
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `organization-not-found`, `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  DataMapController_show: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            collections: {
              name: string;
              title: string;
              builtIn: boolean;
              store: string;
              /** @enum {string} */
              engine: 'postgres' | 'clickhouse';
              /** @description `schema.table` */
              table: string;
              /** @description The projects whose subjects it holds; null: all of them. */
              projects: number[] | null;
              projectColumn: string | null;
              /** @description The columns in which its rows name subjects; the first is whose they are. */
              subjectColumns: string[];
              timeColumn: string | null;
              /** @description Null: no watermark can bound an erasure. */
              arrivalColumn: string | null;
              propertiesColumn: string | null;
              policy:
                | {
                    /** @enum {string} */
                    kind: 'erase';
                    /** @description Whether rows go where they could be cleared. */
                    rows: boolean;
                  }
                | {
                    /** @enum {string} */
                    kind: 'anonymize';
                    readonly columns: string[];
                  }
                | {
                    /** @enum {string} */
                    kind: 'keep';
                    basis: string;
                    /** @description A sentence, a day (`2031-12-31`), or a period from the day that a column bears (`invoiced_at + P10Y`). */
                    until: string | null;
                    /** @description Whether rows are erased by a sweep once they are kept no longer. */
                    isReckoned: boolean;
                  };
              /** @description Collections whose rows refer to its rows by foreign keys: they are erased before it. */
              erasedAfter: string[];
              headers: {
                name: string;
                category: string;
                source: boolean;
                withhold: boolean;
                keep: boolean;
              }[];
              purpose: string;
              /** @description Null: the company has not said. */
              recipients: string[] | null;
              sourceCategory: string;
              retention: string;
              /** @description The retention as a period that can be reckoned; null where nobody has said one. */
              window: {
                /** @description ISO 8601, such as `P6Y`. */
                after: string;
                /** @description The column of the day it begins on. */
                from: string;
                /** @description By whose calendar its days are counted; null: UTC. */
                zone: string | null;
                /**
                 * @description What becomes of older rows by itself.
                 * @enum {string}
                 */
                does: 'erase' | 'anonymize' | 'nothing';
                /** @description What is cleared of them. */
                readonly columns: string[];
              } | null;
              /** @description What of its table, as it is now, contradicts the map. */
              errors: string[];
              warnings: string[];
            }[];
            exempt: {
              store: string;
              /** @description `schema.table`; `*` stands for any letters. */
              table: string;
              /** @description Null: the whole table. */
              columns: string[] | null;
              reason: string;
            }[];
            /** @description What is wrong with a store as a whole. */
            errors: string[];
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  DataMapController_check: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description No finding and no error. */
            passed: boolean;
            /** @description Columns that look like subject data, in tables that are neither mapped nor exempt. */
            readonly findings: {
              store: string;
              table: string;
              column: string;
              looksLike: string;
              /** @description What says so; never a value. */
              because: string;
              advice: string;
            }[];
            readonly errors: string[];
            readonly warnings: string[];
            tables: {
              mapped: number;
              exempt: number;
              unsuspicious: number;
              uncovered: number;
            };
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            checkedAt: string;
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `coverage-slow`: it takes longer than a minute and goes on; `store-unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ProcessingRecordController_ofProject: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            format: 'habeas-processing-record/1';
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            drawnUpAt: string;
            instance: {
              baseUrl: string;
              version: string;
            };
            controller: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              organizationId: string;
              name: string;
              /** @description As the data map has it. Null: the company has not said. */
              contact: string | null;
              supervisoryAuthority: string | null;
            };
            project: {
              id: number;
              name: string;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
            };
            /** @description Whose data it is, by categories. */
            people: string;
            /** @description What the data map says of each table that holds data of the people. */
            collections: {
              name: string;
              title: string;
              builtIn: boolean;
              /** @description Store and `schema.table`. */
              where: string;
              purpose: string;
              /** @description Of the data it holds, as the data map has them; ids are identifiers. */
              categories: string[];
              /** @description The category of the source. */
              source: string;
              /** @description Null: the company has not said. */
              recipients: string[] | null;
              /** @description To third countries, with the safeguards. Null: the company has not said. */
              transfers: string | null;
              /** @description In words. What is reckoned stands in `window`, and for built-in ones in `retention`. */
              retention: string;
              /** @description Of what the company has said nothing, so that words of Habeas stand there. */
              readonly presumed: ('purpose' | 'sourceCategory' | 'retention')[];
              policy:
                | {
                    /** @enum {string} */
                    kind: 'erase';
                    /** @description Whether rows go where they could be cleared. */
                    rows: boolean;
                  }
                | {
                    /** @enum {string} */
                    kind: 'anonymize';
                    readonly columns: string[];
                  }
                | {
                    /** @enum {string} */
                    kind: 'keep';
                    basis: string;
                    /** @description A sentence, a day (`2031-12-31`), or a period from the day that a column bears (`invoiced_at + P10Y`). */
                    until: string | null;
                    /** @description Whether rows are erased by a sweep once they are kept no longer. */
                    isReckoned: boolean;
                  };
              /** @description The retention as a period that can be reckoned; null where nobody has said one. */
              window: {
                /** @description ISO 8601, such as `P6Y`. */
                after: string;
                /** @description The column of the day it begins on. */
                from: string;
                /** @description By whose calendar its days are counted; null: UTC. */
                zone: string | null;
                /**
                 * @description What becomes of older rows by itself.
                 * @enum {string}
                 */
                does: 'erase' | 'anonymize' | 'nothing';
                /** @description What is cleared of them. */
                readonly columns: string[];
              } | null;
              /** @description Properties and columns that the data map shows to few. */
              sensitive: string[];
              /** @description The same, shown to nobody. */
              withheld: string[];
            }[];
            classes: {
              /** @description What the project says. */
              rules: {
                name: string;
                /** @enum {string} */
                class: 'ordinary' | 'sensitive' | 'withheld';
              }[];
              /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
              since: string | null;
              shownTo: {
                readonly roles: ('owner' | 'admin' | 'member')[];
                /** @description How many are named. */
                serviceAccounts: number;
                oauthTokens: number;
                apiSecret: boolean;
              };
              /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
              shownSince: string | null;
            };
            retention: {
              /** @description By which days of the project begin and end, such as Europe/Berlin. */
              timezone: string;
              plan: string;
              planChangedAt: string | null;
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              createdAt: string;
              /** @description When it was made where it came from; null: it was made here. */
              madeAt: string | null;
              subscriptionEndsAt: string | null;
              events: {
                /** @description For which events are kept by what is set, from the date of each. */
                months: number;
                /**
                 * @description Why it is so many months.
                 * @enum {string}
                 */
                rule: 'standard' | 'made-before-2025-09' | 'chosen';
                /** @description What the rule says, whatever the project chose. */
                ruleMonths: number;
                chosenMonths: number | null;
                basis: string | null;
                /** @description Events from before it go now, what pends considered; null: none does. */
                before: string | null;
              };
              profiles: {
                unseenDays: number | null;
                daysAfterEnd: number | null;
                /** @description When all profiles go, by what is set; null: no end is known. */
                goAllAt: string | null;
              };
              recordings: {
                /** @description Of what arrives from now on; what is here keeps the day it was given. */
                days: number;
                /** @description As the plan allows. */
                mostDays: number;
              };
              /** @description Tables of the company whose rows the data map dates. */
              readonly tables: {
                collection: string;
                title: string;
                /** @description A period of ISO 8601, such as `P6Y`. */
                after: string;
                /** @description The column that dates a row. */
                from: string;
                /** @description Null: nothing by itself. */
                does: ('erase' | 'anonymize') | null;
                /** @description Rows from before it go now; null: none does. */
                before: string | null;
              }[];
              grace: {
                /** @description How long what is shortened waits (`RETENTION_GRACE`); 0: not at all. */
                seconds: number;
                /**
                 * Format: date-time
                 * @description When it would count if it were shortened now.
                 * @example 2026-03-09T22:28:55Z
                 */
                until: string;
              };
              /** @description What was shortened and has not taken effect. */
              pending: {
                /**
                 * Format: uuid
                 * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
                 */
                id: string;
                /** @description `events`, `profiles`, or a table of the company. */
                collection: string;
                before: {
                  /** @description Of events; null: without end. */
                  months?: number | null;
                  /** @description Of profiles, as the next two. */
                  unseenDays?: number | null;
                  daysAfterEnd?: number | null;
                  subscriptionEndsAt?: string | null;
                  /** @description Of a table of the company, such as `P6Y`; null: without end. */
                  after?: string | null;
                };
                after: {
                  /** @description Of events; null: without end. */
                  months?: number | null;
                  /** @description Of profiles, as the next two. */
                  unseenDays?: number | null;
                  daysAfterEnd?: number | null;
                  subscriptionEndsAt?: string | null;
                  /** @description Of a table of the company, such as `P6Y`; null: without end. */
                  after?: string | null;
                };
                /**
                 * Format: date-time
                 * @example 2026-03-09T22:28:55Z
                 */
                at: string;
                /**
                 * Format: date-time
                 * @description Until then the window counts as it was.
                 * @example 2026-03-09T22:28:55Z
                 */
                effectiveAt: string;
              }[];
              nextRunAt: string | null;
              since: {
                /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
                plan: string | null;
                /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
                events: string | null;
                /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
                profiles: string | null;
                /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
                recordings: string | null;
              };
            };
            /** @description What is in force, and since when. */
            settings: {
              /** @enum {string} */
              setting:
                | 'globalPrivacyControl'
                | 'optedOutByDefault'
                | 'publicOptIn'
                | 'optInEvent'
                | 'suppressAfterDeletion'
                | 'lookUpPlaces'
                | 'blockedProperties'
                | 'droppedValues'
                | 'hashIds'
                | 'recordSessions'
                | 'replayRetentionDays'
                | 'deletionGraceSeconds'
                | 'deletionLimit'
                | 'approvalCount'
                | 'approvalShare'
                | 'requiredReceipt'
                | 'ccpaWindow'
                | 'allowApiSecret'
                | 'allowSecretQuestions'
                | 'timezone';
              /** @description As in the settings of the project; null: none, or where the instance has one, as that. */
              value: (string | number | boolean | string[]) | null;
              /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
              since: string | null;
            }[];
            /** @description Of the instance. */
            periods: {
              /** @description For which a deletion can be revoked. */
              deletionGraceSeconds: number;
              /** @description After which the file of an export is destroyed, with its key. */
              exportSeconds: number;
              /** @description For which a link to it is good. */
              linkSeconds: number;
              /** @description After the end of a request, for which the ids in it can be read. */
              requestIdSeconds: number;
              /** @description For which a shorter retention waits. */
              retentionGraceSeconds: number;
              /** @description After which a deleted project is gone. */
              endedProjectSeconds: number;
            };
            /** @description Measures as far as the program takes them (Art. 32(1)). */
            security: {
              /** @enum {string} */
              measure:
                | 'addresses-dropped'
                | 'ids-hashed'
                | 'ids-sealed'
                | 'exports-encrypted'
                | 'audit-unchanged'
                | 'roles'
                | 'passwords-hashed'
                | 'second-factor'
                | 'identity-provider'
                | 'second-person'
                | 'erasure-read-back'
                | 'bytes-scrubbed'
                | 'transport-encrypted';
              inForce: boolean;
              words: string;
            }[];
            /** @description What belongs into a record of processing, and only the company can say. */
            notSaid: {
              /** @enum {string} */
              what:
                | 'contact'
                | 'protection-officer'
                | 'joint-controllers'
                | 'legal-bases'
                | 'recipients'
                | 'transfers'
                | 'other-measures'
                | 'other-systems';
              words: string;
            }[];
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  ProcessingRecordController_ofOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /** @enum {string} */
              format: 'habeas-processing-record/1';
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              drawnUpAt: string;
              instance: {
                baseUrl: string;
                version: string;
              };
              controller: {
                /**
                 * Format: uuid
                 * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
                 */
                organizationId: string;
                name: string;
                /** @description As the data map has it. Null: the company has not said. */
                contact: string | null;
                supervisoryAuthority: string | null;
              };
              project: {
                id: number;
                name: string;
                /**
                 * Format: date-time
                 * @example 2026-03-09T22:28:55Z
                 */
                createdAt: string;
              };
              /** @description Whose data it is, by categories. */
              people: string;
              /** @description What the data map says of each table that holds data of the people. */
              collections: {
                name: string;
                title: string;
                builtIn: boolean;
                /** @description Store and `schema.table`. */
                where: string;
                purpose: string;
                /** @description Of the data it holds, as the data map has them; ids are identifiers. */
                categories: string[];
                /** @description The category of the source. */
                source: string;
                /** @description Null: the company has not said. */
                recipients: string[] | null;
                /** @description To third countries, with the safeguards. Null: the company has not said. */
                transfers: string | null;
                /** @description In words. What is reckoned stands in `window`, and for built-in ones in `retention`. */
                retention: string;
                /** @description Of what the company has said nothing, so that words of Habeas stand there. */
                readonly presumed: ('purpose' | 'sourceCategory' | 'retention')[];
                policy:
                  | {
                      /** @enum {string} */
                      kind: 'erase';
                      /** @description Whether rows go where they could be cleared. */
                      rows: boolean;
                    }
                  | {
                      /** @enum {string} */
                      kind: 'anonymize';
                      readonly columns: string[];
                    }
                  | {
                      /** @enum {string} */
                      kind: 'keep';
                      basis: string;
                      /** @description A sentence, a day (`2031-12-31`), or a period from the day that a column bears (`invoiced_at + P10Y`). */
                      until: string | null;
                      /** @description Whether rows are erased by a sweep once they are kept no longer. */
                      isReckoned: boolean;
                    };
                /** @description The retention as a period that can be reckoned; null where nobody has said one. */
                window: {
                  /** @description ISO 8601, such as `P6Y`. */
                  after: string;
                  /** @description The column of the day it begins on. */
                  from: string;
                  /** @description By whose calendar its days are counted; null: UTC. */
                  zone: string | null;
                  /**
                   * @description What becomes of older rows by itself.
                   * @enum {string}
                   */
                  does: 'erase' | 'anonymize' | 'nothing';
                  /** @description What is cleared of them. */
                  readonly columns: string[];
                } | null;
                /** @description Properties and columns that the data map shows to few. */
                sensitive: string[];
                /** @description The same, shown to nobody. */
                withheld: string[];
              }[];
              classes: {
                /** @description What the project says. */
                rules: {
                  name: string;
                  /** @enum {string} */
                  class: 'ordinary' | 'sensitive' | 'withheld';
                }[];
                /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
                since: string | null;
                shownTo: {
                  readonly roles: ('owner' | 'admin' | 'member')[];
                  /** @description How many are named. */
                  serviceAccounts: number;
                  oauthTokens: number;
                  apiSecret: boolean;
                };
                /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
                shownSince: string | null;
              };
              retention: {
                /** @description By which days of the project begin and end, such as Europe/Berlin. */
                timezone: string;
                plan: string;
                planChangedAt: string | null;
                /**
                 * Format: date-time
                 * @example 2026-03-09T22:28:55Z
                 */
                createdAt: string;
                /** @description When it was made where it came from; null: it was made here. */
                madeAt: string | null;
                subscriptionEndsAt: string | null;
                events: {
                  /** @description For which events are kept by what is set, from the date of each. */
                  months: number;
                  /**
                   * @description Why it is so many months.
                   * @enum {string}
                   */
                  rule: 'standard' | 'made-before-2025-09' | 'chosen';
                  /** @description What the rule says, whatever the project chose. */
                  ruleMonths: number;
                  chosenMonths: number | null;
                  basis: string | null;
                  /** @description Events from before it go now, what pends considered; null: none does. */
                  before: string | null;
                };
                profiles: {
                  unseenDays: number | null;
                  daysAfterEnd: number | null;
                  /** @description When all profiles go, by what is set; null: no end is known. */
                  goAllAt: string | null;
                };
                recordings: {
                  /** @description Of what arrives from now on; what is here keeps the day it was given. */
                  days: number;
                  /** @description As the plan allows. */
                  mostDays: number;
                };
                /** @description Tables of the company whose rows the data map dates. */
                readonly tables: {
                  collection: string;
                  title: string;
                  /** @description A period of ISO 8601, such as `P6Y`. */
                  after: string;
                  /** @description The column that dates a row. */
                  from: string;
                  /** @description Null: nothing by itself. */
                  does: ('erase' | 'anonymize') | null;
                  /** @description Rows from before it go now; null: none does. */
                  before: string | null;
                }[];
                grace: {
                  /** @description How long what is shortened waits (`RETENTION_GRACE`); 0: not at all. */
                  seconds: number;
                  /**
                   * Format: date-time
                   * @description When it would count if it were shortened now.
                   * @example 2026-03-09T22:28:55Z
                   */
                  until: string;
                };
                /** @description What was shortened and has not taken effect. */
                pending: {
                  /**
                   * Format: uuid
                   * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
                   */
                  id: string;
                  /** @description `events`, `profiles`, or a table of the company. */
                  collection: string;
                  before: {
                    /** @description Of events; null: without end. */
                    months?: number | null;
                    /** @description Of profiles, as the next two. */
                    unseenDays?: number | null;
                    daysAfterEnd?: number | null;
                    subscriptionEndsAt?: string | null;
                    /** @description Of a table of the company, such as `P6Y`; null: without end. */
                    after?: string | null;
                  };
                  after: {
                    /** @description Of events; null: without end. */
                    months?: number | null;
                    /** @description Of profiles, as the next two. */
                    unseenDays?: number | null;
                    daysAfterEnd?: number | null;
                    subscriptionEndsAt?: string | null;
                    /** @description Of a table of the company, such as `P6Y`; null: without end. */
                    after?: string | null;
                  };
                  /**
                   * Format: date-time
                   * @example 2026-03-09T22:28:55Z
                   */
                  at: string;
                  /**
                   * Format: date-time
                   * @description Until then the window counts as it was.
                   * @example 2026-03-09T22:28:55Z
                   */
                  effectiveAt: string;
                }[];
                nextRunAt: string | null;
                since: {
                  /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
                  plan: string | null;
                  /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
                  events: string | null;
                  /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
                  profiles: string | null;
                  /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
                  recordings: string | null;
                };
              };
              /** @description What is in force, and since when. */
              settings: {
                /** @enum {string} */
                setting:
                  | 'globalPrivacyControl'
                  | 'optedOutByDefault'
                  | 'publicOptIn'
                  | 'optInEvent'
                  | 'suppressAfterDeletion'
                  | 'lookUpPlaces'
                  | 'blockedProperties'
                  | 'droppedValues'
                  | 'hashIds'
                  | 'recordSessions'
                  | 'replayRetentionDays'
                  | 'deletionGraceSeconds'
                  | 'deletionLimit'
                  | 'approvalCount'
                  | 'approvalShare'
                  | 'requiredReceipt'
                  | 'ccpaWindow'
                  | 'allowApiSecret'
                  | 'allowSecretQuestions'
                  | 'timezone';
                /** @description As in the settings of the project; null: none, or where the instance has one, as that. */
                value: (string | number | boolean | string[]) | null;
                /** @description When it was last set to something else, as the audit tells. Null: never, since there is such a setting. */
                since: string | null;
              }[];
              /** @description Of the instance. */
              periods: {
                /** @description For which a deletion can be revoked. */
                deletionGraceSeconds: number;
                /** @description After which the file of an export is destroyed, with its key. */
                exportSeconds: number;
                /** @description For which a link to it is good. */
                linkSeconds: number;
                /** @description After the end of a request, for which the ids in it can be read. */
                requestIdSeconds: number;
                /** @description For which a shorter retention waits. */
                retentionGraceSeconds: number;
                /** @description After which a deleted project is gone. */
                endedProjectSeconds: number;
              };
              /** @description Measures as far as the program takes them (Art. 32(1)). */
              security: {
                /** @enum {string} */
                measure:
                  | 'addresses-dropped'
                  | 'ids-hashed'
                  | 'ids-sealed'
                  | 'exports-encrypted'
                  | 'audit-unchanged'
                  | 'roles'
                  | 'passwords-hashed'
                  | 'second-factor'
                  | 'identity-provider'
                  | 'second-person'
                  | 'erasure-read-back'
                  | 'bytes-scrubbed'
                  | 'transport-encrypted';
                inForce: boolean;
                words: string;
              }[];
              /** @description What belongs into a record of processing, and only the company can say. */
              notSaid: {
                /** @enum {string} */
                what:
                  | 'contact'
                  | 'protection-officer'
                  | 'joint-controllers'
                  | 'legal-bases'
                  | 'recipients'
                  | 'transfers'
                  | 'other-measures'
                  | 'other-systems';
                words: string;
              }[];
            }[];
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `organization-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  SuppressionController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description How many ids are refused: `deletion`, while one is under way; `deleted`, for good (`suppressAfterDeletion`); `opt-out`, until they opt in again; `gpc`, until a browser that sent `Sec-GPC: 1` opts in. */
            ids: {
              /** @enum {string} */
              reason: 'deletion' | 'deleted' | 'opt-out' | 'gpc';
              count: number;
            }[];
            /** @description How many records of them were refused; a count, and no id. */
            refused: {
              reason: string;
              lastThirtyDays: number;
              total: number;
              /** @description By day (UTC), the newest first: the last thirty days, without those that have none. */
              days: {
                /**
                 * Format: date
                 * @example 2026-03-09
                 */
                day: string;
                count: number;
              }[];
            }[];
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RetentionController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            projectId: number;
            /** @description By which days of the project begin and end, such as Europe/Berlin. */
            timezone: string;
            plan: string;
            readonly plans: {
              name: string;
              mostReplayDays: number;
            }[];
            planChangedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
            /** @description When it was made where it came from; null: it was made here. */
            madeAt: string | null;
            subscriptionEndsAt: string | null;
            events: {
              /** @description For which events are kept by what is set, from the date of each. */
              months: number;
              /**
               * @description Why it is so many months.
               * @enum {string}
               */
              rule: 'standard' | 'made-before-2025-09' | 'chosen';
              /** @description What the rule says, whatever the project chose. */
              ruleMonths: number;
              chosenMonths: number | null;
              basis: string | null;
              /** @description Events from before it go now, what pends considered; null: none does. */
              before: string | null;
            };
            profiles: {
              unseenDays: number | null;
              daysAfterEnd: number | null;
              /** @description When all profiles go, by what is set; null: no end is known. */
              goAllAt: string | null;
            };
            recordings: {
              /** @description Of what arrives from now on; what is here keeps the day it was given. */
              days: number;
              /** @description As the plan allows. */
              mostDays: number;
            };
            /** @description Tables of the company whose rows the data map dates. */
            readonly tables: {
              collection: string;
              title: string;
              /** @description A period of ISO 8601, such as `P6Y`. */
              after: string;
              /** @description The column that dates a row. */
              from: string;
              /** @description Null: nothing by itself. */
              does: ('erase' | 'anonymize') | null;
              /** @description Rows from before it go now; null: none does. */
              before: string | null;
            }[];
            grace: {
              /** @description How long what is shortened waits (`RETENTION_GRACE`); 0: not at all. */
              seconds: number;
              /**
               * Format: date-time
               * @description When it would count if it were shortened now.
               * @example 2026-03-09T22:28:55Z
               */
              until: string;
            };
            /** @description What was shortened and has not taken effect. */
            readonly pending: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /** @description `events`, `profiles`, or a table of the company. */
              collection: string;
              before: {
                /** @description Of events; null: without end. */
                months?: number | null;
                /** @description Of profiles, as the next two. */
                unseenDays?: number | null;
                daysAfterEnd?: number | null;
                subscriptionEndsAt?: string | null;
                /** @description Of a table of the company, such as `P6Y`; null: without end. */
                after?: string | null;
              };
              after: {
                /** @description Of events; null: without end. */
                months?: number | null;
                /** @description Of profiles, as the next two. */
                unseenDays?: number | null;
                daysAfterEnd?: number | null;
                subscriptionEndsAt?: string | null;
                /** @description Of a table of the company, such as `P6Y`; null: without end. */
                after?: string | null;
              };
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
              by: string;
              /**
               * Format: date-time
               * @description Until then the window counts as it was.
               * @example 2026-03-09T22:28:55Z
               */
              effectiveAt: string;
            }[];
            nextRunAt: string | null;
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RetentionController_change: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "replayRetentionDays": 30
         *     }
         */
        'application/json': {
          /** @description One that the instance names (`PLANS`). Owners only. */
          plan?: string;
          /** @description When the project was made where it came from; is said once. A day begins by the time zone of the project. Owners only. */
          madeAt?: string;
          /** @description Null: no end is known. A day ends by the time zone of the project. Owners only. */
          subscriptionEndsAt?: string | null;
          /** @description Months for which events are kept; null: as the rule says. More than that needs `eventBasis`. */
          eventMonths?: number | null;
          /** @description Why events are kept for longer than the rule says. It goes with the choice. */
          eventBasis?: string | null;
          /** @description Profiles go that were not seen for so many days; null: none does for that. */
          profileUnseenDays?: number | null;
          /** @description Days for which profiles are kept after the end of the subscription; null: without end. */
          profileDaysAfterEnd?: number | null;
          /** @description Days for which a recording is kept, as the plan allows; holds for what arrives after the change. */
          replayRetentionDays?: number;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            projectId: number;
            /** @description By which days of the project begin and end, such as Europe/Berlin. */
            timezone: string;
            plan: string;
            readonly plans: {
              name: string;
              mostReplayDays: number;
            }[];
            planChangedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
            /** @description When it was made where it came from; null: it was made here. */
            madeAt: string | null;
            subscriptionEndsAt: string | null;
            events: {
              /** @description For which events are kept by what is set, from the date of each. */
              months: number;
              /**
               * @description Why it is so many months.
               * @enum {string}
               */
              rule: 'standard' | 'made-before-2025-09' | 'chosen';
              /** @description What the rule says, whatever the project chose. */
              ruleMonths: number;
              chosenMonths: number | null;
              basis: string | null;
              /** @description Events from before it go now, what pends considered; null: none does. */
              before: string | null;
            };
            profiles: {
              unseenDays: number | null;
              daysAfterEnd: number | null;
              /** @description When all profiles go, by what is set; null: no end is known. */
              goAllAt: string | null;
            };
            recordings: {
              /** @description Of what arrives from now on; what is here keeps the day it was given. */
              days: number;
              /** @description As the plan allows. */
              mostDays: number;
            };
            /** @description Tables of the company whose rows the data map dates. */
            readonly tables: {
              collection: string;
              title: string;
              /** @description A period of ISO 8601, such as `P6Y`. */
              after: string;
              /** @description The column that dates a row. */
              from: string;
              /** @description Null: nothing by itself. */
              does: ('erase' | 'anonymize') | null;
              /** @description Rows from before it go now; null: none does. */
              before: string | null;
            }[];
            grace: {
              /** @description How long what is shortened waits (`RETENTION_GRACE`); 0: not at all. */
              seconds: number;
              /**
               * Format: date-time
               * @description When it would count if it were shortened now.
               * @example 2026-03-09T22:28:55Z
               */
              until: string;
            };
            /** @description What was shortened and has not taken effect. */
            readonly pending: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /** @description `events`, `profiles`, or a table of the company. */
              collection: string;
              before: {
                /** @description Of events; null: without end. */
                months?: number | null;
                /** @description Of profiles, as the next two. */
                unseenDays?: number | null;
                daysAfterEnd?: number | null;
                subscriptionEndsAt?: string | null;
                /** @description Of a table of the company, such as `P6Y`; null: without end. */
                after?: string | null;
              };
              after: {
                /** @description Of events; null: without end. */
                months?: number | null;
                /** @description Of profiles, as the next two. */
                unseenDays?: number | null;
                daysAfterEnd?: number | null;
                subscriptionEndsAt?: string | null;
                /** @description Of a table of the company, such as `P6Y`; null: without end. */
                after?: string | null;
              };
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
              by: string;
              /**
               * Format: date-time
               * @description Until then the window counts as it was.
               * @example 2026-03-09T22:28:55Z
               */
              effectiveAt: string;
            }[];
            nextRunAt: string | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `made-at-set`: when it was made is said once. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `plan-unknown`, `made-at-unfit`, `basis-missing` (longer than the rule says), `beyond-plan` (recordings) */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RetentionController_takeBack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        projectId: number;
        changeId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            projectId: number;
            /** @description By which days of the project begin and end, such as Europe/Berlin. */
            timezone: string;
            plan: string;
            readonly plans: {
              name: string;
              mostReplayDays: number;
            }[];
            planChangedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            createdAt: string;
            /** @description When it was made where it came from; null: it was made here. */
            madeAt: string | null;
            subscriptionEndsAt: string | null;
            events: {
              /** @description For which events are kept by what is set, from the date of each. */
              months: number;
              /**
               * @description Why it is so many months.
               * @enum {string}
               */
              rule: 'standard' | 'made-before-2025-09' | 'chosen';
              /** @description What the rule says, whatever the project chose. */
              ruleMonths: number;
              chosenMonths: number | null;
              basis: string | null;
              /** @description Events from before it go now, what pends considered; null: none does. */
              before: string | null;
            };
            profiles: {
              unseenDays: number | null;
              daysAfterEnd: number | null;
              /** @description When all profiles go, by what is set; null: no end is known. */
              goAllAt: string | null;
            };
            recordings: {
              /** @description Of what arrives from now on; what is here keeps the day it was given. */
              days: number;
              /** @description As the plan allows. */
              mostDays: number;
            };
            /** @description Tables of the company whose rows the data map dates. */
            readonly tables: {
              collection: string;
              title: string;
              /** @description A period of ISO 8601, such as `P6Y`. */
              after: string;
              /** @description The column that dates a row. */
              from: string;
              /** @description Null: nothing by itself. */
              does: ('erase' | 'anonymize') | null;
              /** @description Rows from before it go now; null: none does. */
              before: string | null;
            }[];
            grace: {
              /** @description How long what is shortened waits (`RETENTION_GRACE`); 0: not at all. */
              seconds: number;
              /**
               * Format: date-time
               * @description When it would count if it were shortened now.
               * @example 2026-03-09T22:28:55Z
               */
              until: string;
            };
            /** @description What was shortened and has not taken effect. */
            readonly pending: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /** @description `events`, `profiles`, or a table of the company. */
              collection: string;
              before: {
                /** @description Of events; null: without end. */
                months?: number | null;
                /** @description Of profiles, as the next two. */
                unseenDays?: number | null;
                daysAfterEnd?: number | null;
                subscriptionEndsAt?: string | null;
                /** @description Of a table of the company, such as `P6Y`; null: without end. */
                after?: string | null;
              };
              after: {
                /** @description Of events; null: without end. */
                months?: number | null;
                /** @description Of profiles, as the next two. */
                unseenDays?: number | null;
                daysAfterEnd?: number | null;
                subscriptionEndsAt?: string | null;
                /** @description Of a table of the company, such as `P6Y`; null: without end. */
                after?: string | null;
              };
              /**
               * Format: date-time
               * @example 2026-03-09T22:28:55Z
               */
              at: string;
              by: string;
              /**
               * Format: date-time
               * @description Until then the window counts as it was.
               * @example 2026-03-09T22:28:55Z
               */
              effectiveAt: string;
            }[];
            nextRunAt: string | null;
          };
        };
      };
      /** @description Nobody signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `role-too-low` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `project-not-found`, `change-not-found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `change-in-effect`, `change-followed` by another one, `change-not-chosen`: it is what the rule says; `map-decides`: of a table */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RetentionRunsController_list: {
    parameters: {
      query?: {
        /** @description Of this organization alone; without it, of every one of which you handle requests. */
        organizationId?: string;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              /**
               * Format: uuid
               * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
               */
              id: string;
              /**
               * Format: date-time
               * @description When it was to begin.
               * @example 2026-03-09T22:28:55Z
               */
              dueAt: string;
              startedAt: string | null;
              finishedAt: string | null;
              /** @description `in-part`: something of these projects could not be done, and is tried again by the next run. */
              result: ('done' | 'in-part') | null;
              phase: string;
              /** @description When it goes on, where it waits: for what, its steps say. */
              nextAttemptAt: string | null;
              progress: {
                /** @description The collection that is worked on. */
                phase: string;
                done: number;
                total: number;
              } | null;
              /** @description Rows of these projects that went. */
              rows: number;
              /** @description Rows that stayed although they were old enough. */
              spared: number;
              /** @description Months that went as a whole. */
              dropped: number;
              /** @description Who had it begin at once; null where the schedule did. */
              orderedBy: string | null;
            }[];
            nextCursor: string | null;
            /**
             * Format: date-time
             * @description When the next one begins by the schedule (RETENTION_SCHEDULE).
             * @example 2026-03-09T22:28:55Z
             */
            nextRunAt: string;
            /** @description The time of the first run, since the last one that was done, that did not happen or ended in part. */
            missedSince: string | null;
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RetentionOrdersController_order: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @description The run that begins at once, or is under way.
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
          };
        };
      };
      /** @description Nobody has signed in. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RetentionRunsController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @example 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was to begin.
             * @example 2026-03-09T22:28:55Z
             */
            dueAt: string;
            startedAt: string | null;
            finishedAt: string | null;
            /** @description `in-part`: something of these projects could not be done, and is tried again by the next run. */
            result: ('done' | 'in-part') | null;
            phase: string;
            /** @description When it goes on, where it waits: for what, its steps say. */
            nextAttemptAt: string | null;
            progress: {
              /** @description The collection that is worked on. */
              phase: string;
              done: number;
              total: number;
            } | null;
            /** @description Rows of these projects that went. */
            rows: number;
            /** @description Rows that stayed although they were old enough. */
            spared: number;
            /** @description Months that went as a whole. */
            dropped: number;
            /** @description Who had it begin at once; null where the schedule did. */
            orderedBy: string | null;
            steps: {
              projectId: number;
              collection: string;
              title: string;
              rule: string;
              /** @description Rows dated before it go; null: all rows. */
              before: string | null;
              /** @description Rows that were to go, as they were counted before anything was done. */
              found: number | null;
              /** @description Rows that stay since somebody is held. */
              sparedHeld: number;
              /** @description Rows that stay since somebody is named in a request that has not ended. */
              sparedRequested: number;
              /** @description Rows that stay since rows of other tables refer to them. */
              sparedOther: number;
              dropped: string[];
              /** @description Rows that the last read-back found. */
              remaining: number | null;
              countedAt: string | null;
              hiddenAt: string | null;
              erasedAt: string | null;
              verifiedAt: string | null;
              scrubbedAt: string | null;
              trouble: {
                code: string;
                message: string;
              } | null;
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RetentionRunsController_bytes: {
    parameters: {
      query?: {
        /** @description Whose record; needed by those who belong to several. */
        organizationId?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The run has not ended. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RetentionRunsController_signature: {
    parameters: {
      query?: {
        /** @description Whose record; needed by those who belong to several. */
        organizationId?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The run has not ended. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  RetentionPreviewController_preview: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "eventMonths": 24
         *     }
         */
        'application/json': {
          /** @description Null: what the rule says. */
          eventMonths?: number | null;
          profileUnseenDays?: number | null;
          profileDaysAfterEnd?: number | null;
          /** @description Null: no end is known. A day ends by the time zone of the project. */
          subscriptionEndsAt?: string | null;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: date-time
             * @description The moment by which it is told.
             * @example 2026-03-09T22:28:55Z
             */
            at: string;
            /**
             * Format: date-time
             * @example 2026-03-09T22:28:55Z
             */
            nextRunAt: string;
            collections: {
              collection: string;
              title: string;
              rule: string;
              before: string | null;
              rows: number;
              spared: number;
              referredTo: number;
              months: {
                /** @description `YYYY-MM` in UTC. */
                month: string | null;
                rows: number;
                spared: number;
                referredTo: number;
              }[];
            }[];
            /** @description All profiles, where the subscription ends after the next run: what is there of them now. */
            later: {
              collection: string;
              title: string;
              rule: string;
              before: string | null;
              rows: number;
              spared: number;
              referredTo: number;
              months: {
                /** @description `YYYY-MM` in UTC. */
                month: string | null;
                rows: number;
                spared: number;
                referredTo: number;
              }[];
              /**
               * Format: date-time
               * @description It goes with the first run from then on.
               * @example 2026-03-09T22:28:55Z
               */
              goesAt: string;
            }[];
          };
        };
      };
      /** @description The input does not fit; `errors` names the places. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The role is too low. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description There is nothing there that you may know of. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description Which of several faults it is, where one code stands for them; what it is about stands beside it. */
            fault?: string;
            errors?: {
              path: string;
              message: string;
              code?: string;
              limit?: number;
            }[];
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  NoticesController_show: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            wanted: {
              /** @description A request that you opened has finished. */
              finished: boolean;
              /** @description A request that somebody else opened has finished. */
              finishedByOthers: boolean;
              /** @description A request has failed, or waits for somebody to put something right. */
              failed: boolean;
              /** @description A deadline is five days away, or has passed. */
              atRisk: boolean;
              /** @description A deletion waits for a second owner or admin. */
              approval: boolean;
              /** @description A GDPR OAuth token of yours ends in 30, 7 or 1 days. */
              token: boolean;
              /** @description Deletions are past the time of their sweep, which did not run. */
              sweep: boolean;
              /** @description A run of retention did not happen within a day, or left something undone, or what an ended project held is not gone by its day. */
              retention: boolean;
              /** @description What is owed has been due for a day, and is not erased. */
              duty: boolean;
            };
            /** @description False: it is what goes with your role. */
            chosen: boolean;
            /**
             * @description `unconfirmed`: nothing is mailed before your address is confirmed. `none`: this installation sends no mail.
             * @enum {string}
             */
            delivery: 'mail' | 'unconfirmed' | 'none';
          };
        };
      };
    };
  };
  NoticesController_choose: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "wanted": {
         *         "finished": true,
         *         "finishedByOthers": false,
         *         "failed": true,
         *         "atRisk": true,
         *         "approval": true,
         *         "token": true,
         *         "sweep": true,
         *         "retention": true,
         *         "duty": true
         *       }
         *     }
         */
        'application/json': {
          wanted: {
            /** @description A request that you opened has finished. */
            finished: boolean;
            /** @description A request that somebody else opened has finished. */
            finishedByOthers: boolean;
            /** @description A request has failed, or waits for somebody to put something right. */
            failed: boolean;
            /** @description A deadline is five days away, or has passed. */
            atRisk: boolean;
            /** @description A deletion waits for a second owner or admin. */
            approval: boolean;
            /** @description A GDPR OAuth token of yours ends in 30, 7 or 1 days. */
            token: boolean;
            /** @description Deletions are past the time of their sweep, which did not run. */
            sweep: boolean;
            /** @description A run of retention did not happen within a day, or left something undone, or what an ended project held is not gone by its day. */
            retention: boolean;
            /** @description What is owed has been due for a day, and is not erased. */
            duty: boolean;
          };
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            wanted: {
              /** @description A request that you opened has finished. */
              finished: boolean;
              /** @description A request that somebody else opened has finished. */
              finishedByOthers: boolean;
              /** @description A request has failed, or waits for somebody to put something right. */
              failed: boolean;
              /** @description A deadline is five days away, or has passed. */
              atRisk: boolean;
              /** @description A deletion waits for a second owner or admin. */
              approval: boolean;
              /** @description A GDPR OAuth token of yours ends in 30, 7 or 1 days. */
              token: boolean;
              /** @description Deletions are past the time of their sweep, which did not run. */
              sweep: boolean;
              /** @description A run of retention did not happen within a day, or left something undone, or what an ended project held is not gone by its day. */
              retention: boolean;
              /** @description What is owed has been due for a day, and is not erased. */
              duty: boolean;
            };
            /** @description False: it is what goes with your role. */
            chosen: boolean;
            /**
             * @description `unconfirmed`: nothing is mailed before your address is confirmed. `none`: this installation sends no mail.
             * @enum {string}
             */
            delivery: 'mail' | 'unconfirmed' | 'none';
          };
        };
      };
    };
  };
  RawExportController_export: {
    parameters: {
      query: {
        /** @description `true`: times in milliseconds. */
        time_in_ms?: unknown;
        /** @description Events at the most, up to 100,000. */
        limit?: unknown;
        /** @description An expression such as `properties["plan"] == "Pro"`. */
        where?: unknown;
        /** @description JSON array of the names of events. */
        event?: unknown;
        /** @description Last day, not later than today. */
        to_date: unknown;
        /** @description First day, `YYYY-MM-DD`, in UTC. */
        from_date: unknown;
        /** @description Needed but with an API secret. */
        project_id?: unknown;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      /** @description `date-missing`, `date-invalid`, `date-later-than-today`, `dates-reversed`, `limit-invalid`, `parameter-invalid`, `parameter-unsupported`, `property-withheld`, `property-sensitive`, `where-malformed` and its kin, `project-id-missing`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description There is no such project that you may read, or its API secret may not ask. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Too many requests, or `too-many-readings`: two exports of the project are under way. See Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description The store does not answer, or `reading-too-slow`. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
    };
  };
  'EventStreamController_query[0]': {
    parameters: {
      query: {
        /** @description Last day; until ever. */
        to_date?: unknown;
        /** @description First day, `YYYY-MM-DD`, in UTC; since ever. */
        from_date?: unknown;
        /** @description JSON array of ids. Of these alone: links between ids are not followed. */
        distinct_ids: unknown;
        /** @description Needed but with an API secret. */
        project_id?: unknown;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
            results: {
              events: {
                event: string;
                /** @description What was sent, as it was sent. */
                properties: {
                  /** @description Seconds since 1970, in UTC. */
                  time: number;
                  distinct_id: string;
                  $insert_id: string;
                } & {
                  [key: string]: unknown;
                };
              }[];
            };
          };
        };
      };
      /** @description `distinct-ids-invalid`, and what the raw export says of days. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description There is no such project that you may read, or its API secret may not ask. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Too many requests, or `too-many-readings`. See Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description The store does not answer, or `reading-too-slow`. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
    };
  };
  'EventStreamController_query[1]': {
    parameters: {
      query: {
        /** @description Last day; until ever. */
        to_date?: unknown;
        /** @description First day, `YYYY-MM-DD`, in UTC; since ever. */
        from_date?: unknown;
        /** @description JSON array of ids. Of these alone: links between ids are not followed. */
        distinct_ids: unknown;
        /** @description Needed but with an API secret. */
        project_id?: unknown;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
            results: {
              events: {
                event: string;
                /** @description What was sent, as it was sent. */
                properties: {
                  /** @description Seconds since 1970, in UTC. */
                  time: number;
                  distinct_id: string;
                  $insert_id: string;
                } & {
                  [key: string]: unknown;
                };
              }[];
            };
          };
        };
      };
      /** @description `distinct-ids-invalid`, and what the raw export says of days. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description There is no such project that you may read, or its API secret may not ask. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Too many requests, or `too-many-readings`. See Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description The store does not answer, or `reading-too-slow`. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
    };
  };
  AnnotationsController_list: {
    parameters: {
      query?: {
        /** @description Needed but with an API secret. */
        project_id?: unknown;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
            /** @description There are none here. */
            results: unknown[];
          };
        };
      };
      /** @description `project-id-missing` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description Credentials are missing or not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
      /** @description There is no such project that you may read, or its API secret may not ask. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'error';
            error: string;
            /** @description The same. */
            message: string;
            /** @description Stable. */
            code: string;
          };
        };
      };
    };
  };
}
