interface Cookie {
  readonly host: string;
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** The header as it came. */
  readonly header: string;
}

const MOST_STEPS = 20;

/** A browser without scripts: follows where it is sent, over several servers, and keeps cookies by host and path. */
export class Visitor {
  private cookies: Cookie[] = [];

  /** One step: an answer that sends on is returned as it is. */
  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = this.cookiesFor(url);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const header of response.headers.getSetCookie()) this.keep(url, header);
    return response;
  }

  /** Follows until it is not sent on, or to where `stops` says; the last address, which is not asked where it stopped. */
  async follow(url: string, stops: (url: string) => boolean = () => false): Promise<string> {
    let at = url;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (stops(at)) return at;
      const next = sentTo(await this.ask(at), at);
      if (next === null) return at;
      at = next;
    }
    throw new Error(`Sent on and on, at last to ${at}.`);
  }

  /** Sends a form, and follows. */
  async submit(url: string, fields: Record<string, string>, stops?: (url: string) => boolean): Promise<string> {
    const next = sentTo(await this.ask(url, { method: 'POST', body: new URLSearchParams(fields) }), url);
    if (next === null) throw new Error(`The form of ${url} led nowhere.`);
    return this.follow(next, stops);
  }

  /** The header that set a cookie, with its attributes; undefined where there is none. */
  headerOf(name: string): string | undefined {
    return this.cookies.find((cookie) => cookie.name === name)?.header;
  }

  valueOf(name: string): string | undefined {
    return this.cookies.find((cookie) => cookie.name === name)?.value;
  }

  /** Puts a cookie of another visitor, or of before, in the place of this one's. */
  takeCookie(from: string, name: string): void {
    const cookie = this.cookies.find((each) => each.name === name);
    if (cookie === undefined) throw new Error(`There is no cookie ${name} to replace.`);
    this.cookies = [...this.cookies.filter((each) => each !== cookie), { ...cookie, value: from }];
  }

  /** Forgets what a host gave it, as if nobody had been there in this browser. */
  forget(host: string): void {
    this.cookies = this.cookies.filter((cookie) => cookie.host !== host);
  }

  copy(): Visitor {
    const other = new Visitor();
    other.cookies = [...this.cookies];
    return other;
  }

  private cookiesFor(url: string): string {
    const { hostname, pathname } = new URL(url);
    const sent = this.cookies.filter(({ host, path }) => host === hostname && reaches(path, pathname));
    return sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  private keep(url: string, header: string): void {
    const { hostname: host, pathname } = new URL(url);
    const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
    const [name = '', ...value] = pair.split('=');
    const attribute = (wanted: string): string | undefined =>
      attributes.find((each) => each.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const path = attribute('path') ?? pathname.slice(0, pathname.lastIndexOf('/') + 1);
    this.cookies = this.cookies.filter((each) => each.name !== name || each.host !== host || each.path !== path);
    const ends = attribute('expires');
    if (attribute('max-age') === '0' || (ends !== undefined && Date.parse(ends) <= 0)) return;
    this.cookies.push({ host, name, value: value.join('='), path, header });
  }
}

function reaches(path: string, asked: string): boolean {
  return asked === path || asked.startsWith(path.endsWith('/') ? path : `${path}/`);
}

function sentTo(response: Response, from: string): string | null {
  const location = response.headers.get('location');
  return response.status >= 300 && response.status < 400 && location !== null ? new URL(location, from).href : null;
}
