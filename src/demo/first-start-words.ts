import type { Demo } from './sample-data/demo-file.js';
import { SAMPLE } from './sample-data/sample-data-people.js';

/** The first time, with the secrets: they stand in `demo.json` and the sample is all they open. */
export function welcomeWords(demo: Demo, path: string): string[] {
  const signIn = JSON.stringify({ email: demo.email, password: demo.password });
  return [
    '',
    `Sign in as ${demo.email} with the password ${demo.password}:`,
    `  curl -s -c cookies.txt ${demo.baseUrl}/api/v1/session -H 'Content-Type: application/json' -d '${signIn}'`,
    'Open an export of one person, as a Mixpanel client does:',
    `  ${exportCommand(demo, `Bearer ${demo.oauthToken}`)}`,
    ...cookieWords(demo),
    `All of this is kept in ${path}; ${demo.baseUrl}/docs describes what else there is.`,
    '',
    ...consoleWords(demo, `with the password ${demo.password}`),
    `  and find a person there, such as ${SAMPLE.regular.alias}`,
    '',
  ];
}

/** Every later time, without secrets: the command takes them from `demo.json`. */
export function againWords(demo: Demo, path: string): string[] {
  const token = `$(node -p ${quoted(`require(${JSON.stringify(path)}).oauthToken`)})`;
  return [
    '',
    `The sample project is there, its owner is ${demo.email}; password, secret and token are kept in ${path}.`,
    'Sign in:',
    `  node -p ${quoted(`JSON.stringify((({ email, password }) => ({ email, password }))(require(${JSON.stringify(path)})))`)} |` +
      ` curl -s -c cookies.txt ${demo.baseUrl}/api/v1/session -H 'Content-Type: application/json' -d @-`,
    'Open an export of one person:',
    `  ${exportCommand(demo, `Bearer ${token}`)}`,
    ...cookieWords(demo),
    '',
    ...consoleWords(demo, `with the password kept in ${path}`),
    '',
  ];
}

/** What most people look for first stands last, where they see it. */
function consoleWords({ baseUrl, email }: Demo, password: string): string[] {
  return [`The console: ${baseUrl}`, `  sign in as ${email} ${password}`];
}

/** A change by a cookie needs proof that no other site's page asks for it; where there is no browser the caller says so. */
function cookieWords({ baseUrl }: Demo): string[] {
  return [
    'With the cookie of the sign-in, make a GDPR OAuth token of your own; the header says that no other site asks for it:',
    `  curl -s -b cookies.txt ${baseUrl}/api/v1/oauth-tokens -H 'Sec-Fetch-Site: same-origin' -H 'Content-Type: application/json' -d '{}'`,
  ];
}

/** Where the database is the operator's own, and empty. */
export function operatorWords(): string[] {
  return [
    'There is no organization yet. Make one with its owner, and a project in it:',
    '  npm run habeas -- org create Acme --owner you@example.com --generate-password',
    '  npm run habeas -- project create Shop',
  ];
}

function exportCommand({ baseUrl, projectToken }: Demo, authorization: string): string {
  const body = JSON.stringify({ distinct_ids: [SAMPLE.regular.distinctId], compliance_type: 'GDPR' });
  const address = `${baseUrl}/api/app/data-retrievals/v3.0/?token=${projectToken}`;
  return `curl -s '${address}' -H "Authorization: ${authorization}" -d '${body}'`;
}

/** One argument of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
