import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header lines as they came, unfolded. */
  readonly headers: readonly string[];
  readonly text: string;
}

export interface MailServer {
  /** For SMTP_URL. */
  readonly url: string;
  readonly mails: ReceivedMail[];
  /** What every mail is refused with from now on, `null` takes them again. */
  refusal: string | null;
  /** To whom alone mails are refused. */
  readonly refused: Set<string>;
  /** Makes the server slow: it takes each mail only when this is fulfilled; `null` takes them at once. */
  until: Promise<void> | null;
  close(): Promise<void>;
}

/** A real SMTP server which asks for a password, on a free port or where one has been before. */
export async function startMailServer(at = 0): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const refused = new Set<string>();
  const state = { refusal: null as string | null, until: null as Promise<void> | null };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    // Nobody is asked for the name of an address: a name server that is silent would hold every mail up.
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'habeas' && password === 'p w' ? done(null, { user: username }) : done(new Error('who?')),
    onRcptTo: (address, _session, done) =>
      state.refusal === null && !refused.has(address.address)
        ? done()
        : done(new Error(`${state.refusal ?? 'no'} ${address.address}`)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        mails.push({
          from,
          to: rcptTo.map(({ address }) => address),
          ...parsed(Buffer.concat(chunks).toString('utf8')),
        });
        void (state.until ?? Promise.resolve()).then(() => done());
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://habeas:p%20w@127.0.0.1:${port}`,
    mails,
    get refusal() {
      return state.refusal;
    },
    set refusal(words) {
      state.refusal = words;
    },
    refused,
    get until() {
      return state.until;
    },
    set until(promise) {
      state.until = promise;
    },
    close: async () => new Promise((resolve) => server.close(resolve)),
  };
}

function parsed(raw: string): { headers: string[]; text: string } {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const body = raw.slice(end + 4);
  const encoding = headers.find((line) => /^content-transfer-encoding:/i.test(line))?.split(': ')[1];
  if (encoding === 'base64') return { headers, text: Buffer.from(body, 'base64').toString('utf8') };
  if (encoding !== 'quoted-printable') return { headers, text: body };
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { headers, text: Buffer.from(bytes, 'latin1').toString('utf8') };
}
