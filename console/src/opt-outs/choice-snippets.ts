import type { Client } from '../incoming/snippet-texts';

/** What has an SDK say that its person opts out, and in again; as in docs/sdk.md. SDKs for servers have no such call. */
const CALLS: Readonly<Partial<Record<Client, readonly [out: string, into: string]>>> = {
  JavaScript: ['mixpanel.opt_out_tracking();', 'mixpanel.opt_in_tracking();'],
  Swift: ['mixpanel.optOutTracking()', 'mixpanel.optInTracking(distinctId: id)'],
  'Objective-C': ['[mixpanel optOutTracking];', '[mixpanel optInTrackingForDistinctID:id];'],
  Android: ['mixpanel.optOutTracking();', 'mixpanel.optInTracking(id);'],
  'React Native': ['mixpanel.optOutTracking();', 'mixpanel.optInTracking();'],
  Flutter: ['mixpanel.optOutTracking();', 'mixpanel.optInTracking();'],
};

/** The calls of an SDK that opt out and in; null: it has none. */
export function callsOf(client: Client): { readonly out: string; readonly into: string } | null {
  const calls = CALLS[client];
  return calls === undefined ? null : { out: calls[0], into: calls[1] };
}

/** How the company's own server says it, which reaches Habeas whatever a browser or an app does. */
export function serverCall(origin: string, projectId: number, choice: 'out' | 'in'): string {
  return [
    `curl -s '${origin}/api/v1/opt-${choice}s' -H "Authorization: Bearer $OAUTH_TOKEN" \\`,
    `  -H 'Content-Type: application/json' -d '{"projectId":${projectId},"distinctIds":["example-subject"]}'`,
  ].join('\n');
}
