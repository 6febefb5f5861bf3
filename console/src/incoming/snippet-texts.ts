/** SDKs in the order in which docs/sdk.md has them. */
export const CLIENTS = [
  'JavaScript',
  'Swift',
  'Objective-C',
  'Android',
  'React Native',
  'Flutter',
  'Node',
  'Python',
  'Ruby',
  'Go',
  'Java',
] as const;
export type Client = (typeof CLIENTS)[number];

type Snippet = (origin: string, token: string) => string;

/** What points each of them here; they are the beginnings of those in docs/sdk.md. */
const SNIPPETS: Readonly<Record<Client, Snippet>> = {
  JavaScript: (origin, token) => `import mixpanel from 'mixpanel-browser';

mixpanel.init('${token}', { api_host: '${origin}' });`,
  Swift: (origin, token) => `let options = MixpanelOptions(token: "${token}", serverURL: "${origin}")
Mixpanel.initialize(options: options)`,
  'Objective-C': (
    origin,
    token,
  ) => `Mixpanel *mixpanel = [Mixpanel sharedInstanceWithToken:@"${token}" trackAutomaticEvents:NO];
mixpanel.serverURL = @"${origin}";`,
  Android: (origin, token) => `MixpanelOptions options = new MixpanelOptions.Builder().serverURL("${origin}").build();
MixpanelAPI mixpanel = MixpanelAPI.getInstance(context, "${token}", false, options);`,
  'React Native': (origin, token) => `const mixpanel = new Mixpanel('${token}', false);
await mixpanel.init(false, {}, '${origin}');`,
  Flutter: (origin, token) =>
    `final mixpanel = await Mixpanel.init('${token}', trackAutomaticEvents: false, serverURL: '${origin}');`,
  Node: (origin, token) => `import Mixpanel from 'mixpanel';

const mixpanel = Mixpanel.init('${token}', { host: '${hostOf(origin)}', protocol: '${protocolOf(origin)}' });`,
  Python: (origin, token) => `consumer = Consumer(
    events_url="${origin}/track", people_url="${origin}/engage",
    import_url="${origin}/import", groups_url="${origin}/groups",
)
mixpanel = Mixpanel("${token}", consumer=consumer)`,
  Ruby: (origin, token) => `consumer = Mixpanel::Consumer.new(
  '${origin}/track', '${origin}/engage', '${origin}/groups', '${origin}/import'
)
tracker = Mixpanel::Tracker.new('${token}') { |type, message| consumer.send!(type, message) }`,
  Go: (origin, token) =>
    `mp := mixpanel.NewApiClient("${token}", mixpanel.ProxyApiLocation("${origin}"), mixpanel.ProxyDataLocation("${origin}"))`,
  Java: (
    origin,
    token,
  ) => `MixpanelAPI mixpanel = new MixpanelAPI("${origin}/track", "${origin}/engage", "${origin}/groups", "${origin}/import");
MessageBuilder messages = new MessageBuilder("${token}");`,
};

/** @param origin of Habeas, such as `https://habeas.example.com` */
export function snippetOf(client: Client, origin: string, token: string): string {
  return SNIPPETS[client](origin, token);
}

const hostOf = (origin: string): string => origin.replace(/^https?:\/\//, '');
const protocolOf = (origin: string): string => (origin.startsWith('https:') ? 'https' : 'http');
