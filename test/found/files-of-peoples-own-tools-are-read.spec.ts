import { gzipSync } from 'node:zlib';
import { HabeasError } from '../../src/platform/index.js';
import { readCsv, type FileTerms, type PreviewAnswer } from '../../src/requests/index.js';
import { Preview } from '../../src/requests/queries/preview.service.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { instead } from '../support/instead.js';

const LIMITS = { limit: 4 * 1024 * 1024, most: 2000 };
const read = async (content: string | Buffer, terms: FileTerms = {}) =>
  (await readCsv([Buffer.from(content)], { ...LIMITS, ...terms })).ids;
const refusal = async (content: string | Buffer, terms: FileTerms = {}): Promise<HabeasError> =>
  read(content, terms).then(
    (ids) => Promise.reject(new Error(`it was read as ${JSON.stringify(ids)}`)),
    (error: HabeasError) => error,
  );

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('a list of ids is read as', () => {
  it.each<[string, string | Buffer]>([
    ["a German Excel's semicolons", 'User ID;E-Mail\r\nada;ada@example.com\r\nbob;bob@example.com\r\n'],
    ['semicolons with decimal commas', 'user_id;amount\nada;1,5\nbob;2,75\n'],
    ["Excel's line that names the separator", 'sep=;\r\ndistinct_id;plan\r\nada;Pro\r\nbob;Free\r\n'],
    ['the same in quotes, for a comma', '"sep=,"\r\n"Distinct ID","plan"\r\n"ada","Pro"\r\n"bob","Free"\r\n'],
    ['the same in capitals, for a sign of its own', 'SEP=^\ndistinct_id^x\nada^1\nbob^2\n'],
    ['the same over one column', 'sep=;\nada\nbob\n'],
    ['tabs', 'plan\tdistinct_id\nPro\tada\nFree\tbob\n'],
    ['bars', 'distinct_id|plan\nada|Pro\nbob|Free\n'],
    ['trailing separators', 'distinct_id;;\nada;;\nbob;;\n'],
    ['trailing separators without a header', 'ada;\nbob;\n'],
    ['trailing commas without a header', 'ada,\r\nbob,\r\n'],
    ['a last row without its trailing separator', 'distinct_id,\nada,\nbob'],
    ['rows of separators alone', 'distinct_id;plan\n;\nada;Pro\n;\nbob;Free\n;\n'],
    ["UTF-16 with its mark, as Excel's Unicode text", utf16('\ufeffDistinct ID\tPlan\r\nada\tPro\r\nbob\tFree\r\n')],
    ['UTF-16 of the other order', utf16('\ufeffdistinct_id\r\nada\r\nbob\r\n').swap16()],
    ['UTF-16 without a mark', utf16('distinct_id\r\nada\r\nbob\r\n')],
    ['UTF-16 of the other order without a mark', utf16('ada\nbob\n').swap16()],
    ['UTF-8 with its mark', '\ufeffuser id;Straße\r\nada;Süd\r\nbob;Nord\r\n'],
    ['Windows-1252', latin1('user id;Stra\xdfe;\x80\r\nada;S\xfcd;1\r\nbob;Nord;2\r\n')],
    ['quoted cells with separators and line ends', '"distinct_id";"note"\n"ada";"a;b\r\nc"\n"bob";"""x"""\n'],
    ['old Mac line ends', 'distinct_id;plan\rada;Pro\rbob;Free\r'],
  ])('%s', async (_, content) => {
    expect(await read(content)).toEqual(['ada', 'bob']);
  });

  it('letters beyond ASCII in every encoding', async () => {
    const file = 'user id;x\nmüller;1\nCœur d’Éire;2\n';
    for (const content of [file, utf16(file), utf16(`\ufeff${file}`).swap16()]) {
      expect(await read(content)).toEqual(['müller', 'Cœur d’Éire']);
    }
  });

  it('ids that begin as files of other kinds do', async () => {
    const ids = ['PAR1001', 'BZh42', 'GIF89a-1', '%PDF-x', 'RIFF1234WEBP'];
    for (const id of ids) expect(await read(`${id}\nada\n`)).toEqual([id, 'ada']);
  });

  it('ids with signs in them that separate elsewhere', async () => {
    expect(await read('auth0|5f7c8ec7c33c\ngoogle-oauth2|1029384756\n')).toEqual([
      'auth0|5f7c8ec7c33c',
      'google-oauth2|1029384756',
    ]);
    expect(await read('distinct_id\nauth0|5f7c8ec7c33c\n"a;b"\n')).toEqual(['auth0|5f7c8ec7c33c', 'a;b']);
  });
});

describe('the column of the ids is known by its name', () => {
  it.each([
    'distinct_id',
    'Distinct ID',
    'DISTINCT_ID',
    '$distinct_id',
    'distinctId',
    'distinct-id',
    ' distinct  id ',
    'user_id',
    'User ID',
    'userid',
    'userId',
    'USER-ID',
    '$user_id',
  ])('%s', async (name) => {
    for (const content of [
      `${name}\nada\nbob\n`,
      `plan,"${name}"\nPro,ada\nFree,bob\n`,
      `x;${name};\n1;ada;\n2;bob;\n`,
    ]) {
      expect(await read(content)).toEqual(['ada', 'bob']);
    }
  });

  it('of which distinct_id is the more exact one', async () => {
    expect(await read('user_id,distinct_id\n1,ada\n2,bob\n')).toEqual(['ada', 'bob']);
  });

  it('and of an only column, `id` is enough', async () => {
    expect(await read('ID\nada\nbob\n')).toEqual(['ada', 'bob']);
  });
});

describe('a first row that looks like a header and is none that is known is asked about', () => {
  it.each([
    'email\nada@example.com\n',
    'E-Mail\nada@example.com\nbob@example.com\n',
    'customer\nada\nbob\n',
    'Kundennummer\n4711\n4712\n',
    'Benutzer\nada\nbob\n',
    'Identifiant client\nada\n',
    'correo electrónico\nada@example.com\n',
    '会員番号\n4711\n',
    '사용자\nada\n',
    'Пользователь\nada\n',
    'Wer\nada@example.com\nbob@example.com\n',
    'Whom to forget\n4711\n4712\n',
    'device_id\n18e3a2f0-aaaa-4bbb-8ccc-1234567890ab\n',
    'email\n',
    'externalId\nada\n',
    'Auth0 ID\nauth0|5f7c\n',
    'user_id_2\nada\nbob\n',
    'User ID 1\n4711\n',
  ])('%j', async (content) => {
    const error = await refusal(`\n${content}`);
    expect(error).toMatchObject({
      kind: 'unprocessable',
      code: 'csv-header-unclear',
      details: { extra: { line: 2, errors: [{ path: 'line 2' }] } },
    });
    expect(error.message).toMatch(/^Line 2 of the file .*header=true.*header=false/);
    const rows = content.trim().split('\n');
    expect(await read(content, { header: false })).toEqual(rows);
    if (rows.length > 1) expect(await read(content, { header: true })).toEqual(rows.slice(1));
  });

  it.each([
    'ada\nbob\n',
    'ada@example.com\nbob@example.com\n',
    '4711\n4712\n',
    'a-1\nb-2\n',
    '$device:x1\ny2\n',
    'user-123\nuser-124\n',
    'user_id_1\nuser_id_2\n',
  ])('and %j has none', async (content) => {
    expect(await read(content)).toEqual(content.trim().split('\n'));
  });
});

describe('several columns of which none is known to hold the ids', () => {
  it.each([
    ['name,email,plan\nAda,ada@example.com,Pro\n', ['name', 'email', 'plan']],
    ['id;Kunde;Ort\n1;Ada;Bonn\n', ['id', 'Kunde', 'Ort']],
    ['Ada;Lovelace;ada@example.com\n', [1, 2, 3]],
    ['Ada,Lovelace\nBob,Ross\n', [1, 2]],
    ['email;Address 1;\nada@example.com;Rome;\n', [1, 2, 3]],
  ])('are named, and how to choose: %j', async (content, columns) => {
    const error = await refusal(content);
    expect(error).toMatchObject({ kind: 'unprocessable', code: 'csv-column-unclear', details: { extra: { columns } } });
    expect(error.message).toMatch(/^Line 1 of the file .*column=/);
    expect(error.message).not.toMatch(/Lovelace|@example/);
  });

  it('are chosen from by name or by number', async () => {
    const file = 'name;E-Mail;plan\nAda;ada@example.com;Pro\nBob;bob@example.com;\n';
    const emails = ['ada@example.com', 'bob@example.com'];
    expect(await read(file, { column: 'E-Mail' })).toEqual(emails);
    expect(await read(file, { column: 'email' })).toEqual(emails);
    expect(await read(file, { column: '2', header: true })).toEqual(emails);
    expect(await read(file.slice(file.indexOf('\n') + 1), { column: '2', header: false })).toEqual(emails);
    expect(await read('customer|city\nada|Rome\n', { column: 'customer' })).toEqual(['ada']);
    expect(await refusal(file, { column: '2' })).toMatchObject({ code: 'csv-header-unclear' });
    for (const column of ['city', '4', '0']) {
      expect(await refusal(file, { column })).toMatchObject({ code: 'csv-column-unclear' });
    }
  });
});

describe('a number is the place of a column', () => {
  it('and no name, unless the first row is said to hold names', async () => {
    expect(await read('1\n2\n3\n', { column: '1' })).toEqual(['1', '2', '3']);
    expect(await read('2;anna@x.de\n3;ben@x.de\n', { column: '2' })).toEqual(['anna@x.de', 'ben@x.de']);
    expect(await read('2;1\nada;x\nbob;y\n', { column: '2', header: true })).toEqual(['ada', 'bob']);
    expect(await read('a;b\nx;ada\ny;bob\n', { column: '2', header: true })).toEqual(['ada', 'bob']);
    expect(await refusal('2024;plan\nada;Pro\n', { column: '2024' })).toMatchObject({ code: 'csv-column-unclear' });
  });
});

describe('what is no list of ids never becomes one', () => {
  const zipped = (name: string) => Buffer.from(`PK\x03\x04${'\0'.repeat(26)}${name}`, 'latin1');

  it.each<[string, Buffer, RegExp]>([
    ['.xlsx', zipped('[Content_Types].xml  xl/workbook.xml'), /Excel workbook \(\.xlsx\)/],
    ['.ods', zipped('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'), /OpenDocument/],
    ['.docx', zipped('[Content_Types].xml  word/document.xml'), /Word/],
    ['.zip', zipped('ids.csv'), /ZIP/],
    ['.xls', latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0'), /\.xls/],
    ['.pdf', latin1('%PDF-1.7\n%\xe2\xe3'), /PDF/],
    ['.png', latin1('\x89PNG\r\n\x1a\n\0\0'), /PNG/],
    ['.jpg', latin1('\xff\xd8\xff\xe0\0\x10JFIF'), /JPEG/],
    ['.gz', gzipSync('distinct_id\nada\n'), /gzip/],
    ['HTML that calls itself .xls', Buffer.from('<html xmlns:x="urn:x"><table><tr><td>ada'), /HTML/],
    ['XML of a spreadsheet', Buffer.from('\ufeff<?xml version="1.0"?><Workbook>'), /XML/],
    ['JSON', Buffer.from('{"distinct_ids": ["ada"]}'), /JSON/],
    ['lines of JSON', Buffer.from('{"$distinct_id":"ada"}\n{"$distinct_id":"bob"}\n'), /JSON/],
    ['.parquet', latin1('PAR1\x15\x04\x15'), /Parquet/],
    ['.bz2', latin1('BZh91AY&SY\x94'), /bzip2/],
    ['.gif', latin1('GIF89a\x40\x01\xf0\0\xf7'), /GIF/],
    ['.webp', latin1('RIFF\x24\0\0\0WEBPVP8 '), /WebP/],
    ['RTF', Buffer.from('{\\rtf1\\ansi ada\\par}'), /RTF/],
  ])('%s', async (_, bytes, words) => {
    const error = await refusal(bytes);
    expect(error).toMatchObject({ kind: 'invalid', code: 'csv-other-format' });
    expect(error.message).toMatch(words);
    expect(error.message).toMatch(/CSV|id a line/);
  });

  it.each([
    ['\n \n\n', 'csv-empty'],
    ['', 'csv-empty'],
    ['sep=;\n', 'csv-empty'],
    ['distinct_id\n', 'csv-empty'],
    ['user id;plan\n;\n', 'csv-empty'],
    ['distinct_id\n1,23E+15\n', 'csv-invalid'],
    ['distinct_id\n1.23E+15\n', 'csv-invalid'],
    ['distinct_id\n#N/A\n', 'csv-invalid'],
    ['distinct_id\na\u0007b\n', 'csv-invalid'],
    ['distinct_id\nada;Ada\nbob;Bob\n', 'csv-invalid'],
    ['Export 2024\ndistinct_id\nada\n', 'csv-invalid'],
    ['Report of May\ndistinct_id;plan\nada;Pro\n', 'csv-invalid'],
  ])('%j', async (content, code) => {
    expect(await refusal(content)).toMatchObject({ kind: 'invalid', code });
  });

  it.each(['Export 2024\nemail\nada@example.com\n', 'Report of May\nUser ID 2\n4711\n'])(
    'a title above a name: %j',
    async (content) => {
      const error = await refusal(content);
      expect(error).toMatchObject({ code: 'csv-header-unclear', details: { extra: { line: 1 } } });
      expect(error.message).toContain('stands above');
      expect(await read(content, { header: false })).toEqual(content.trim().split('\n'));
    },
  );

  it('an id whose letters other encodings have for others', async () => {
    for (const name of ['m\xfcller', 'Ji\xf8\xed', 'Ay\xfee', 'M\x9fller']) {
      const error = await refusal(latin1(`user id;x\nada;S\xfcd\n${name};Nord\n`));
      expect(error).toMatchObject({ kind: 'invalid', code: 'csv-not-utf8' });
      expect(error.message).toMatch(/^Line 3 .*UTF-8/);
    }
  });

  it('half a character of UTF-16', async () => {
    const error = await refusal(utf16('\ufeffada\nb\ud83db\n'));
    expect(error).toMatchObject({ code: 'csv-not-utf8' });
    expect(error.message).toContain('Line 2');
  });

  it('an alphabet whose encoding can only be guessed', async () => {
    const windows1251 = latin1('user id\n\xcf\xee\xeb\xfc\xe7\xee\xe2\xe0\xf2\xe5\xeb\xfc\n');
    expect(await refusal(windows1251)).toMatchObject({ code: 'csv-not-utf8' });
  });

  it('names its lines by their number, Excel’s first one counted', async () => {
    const long = 'x'.repeat(300);
    expect((await refusal(`sep=;\r\n\r\ndistinct_id;x\r\nada;"1\r\n2"\r\n${long};3\r\n`)).message).toContain('Line 6');
    expect(await readCsv([Buffer.from('sep=;\nada;\nbob;\nada;\n')], LIMITS)).toMatchObject({
      ids: ['ada', 'bob'],
      duplicates: [4],
      duplicateCount: 1,
    });
  });
});

describe('a file over HTTP', () => {
  let app: TestApp;
  let project: TestProject;

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api', INGEST_RATE_PER_SECOND: '0' } });
    project = await createProject(app);
    const known = { $token: project.projectToken, $distinct_id: 'known@example.com', $set: { plan: 'Pro' } };
    await fetch(`${app.url}/engage`, { method: 'POST', body: JSON.stringify(known) });
  });
  afterAll(() => app.close());

  const send = async <Body>(path: string, csv: string, fields: Record<string, string> = {}) => {
    const form = new FormData();
    const given = { projectId: String(project.projectId), kind: 'export', ...fields };
    for (const [name, value] of Object.entries(given)) form.append(name, value);
    form.append('file', new Blob([csv]), 'people.csv');
    const headers = { authorization: `Bearer ${project.oauthToken}` };
    const response = await fetch(`${app.url}/api/v1/requests${path}`, { method: 'POST', headers, body: form });
    return { status: response.status, body: (await response.json()) as Body };
  };
  const FILE = 'E-Mail;Plan\nknown@example.com;Pro\nnobody@example.com;Free\n';

  it('is asked about with 422, and read as its sender says, in the form or in the query', async () => {
    const before = await app.prisma.request.count();
    expect(await send('', FILE)).toMatchObject({
      status: 422,
      body: { code: 'csv-column-unclear', line: 1, columns: ['E-Mail', 'Plan'] },
    });
    expect(await send('', 'email\nknown@example.com\n')).toMatchObject({
      status: 422,
      body: { code: 'csv-header-unclear', line: 1 },
    });
    expect(await app.prisma.request.count()).toBe(before);
    expect(await send('', FILE, { column: 'E-Mail' })).toMatchObject({
      status: 201,
      body: { subjectCount: 2, unknown: 1 },
    });
    expect(await send('?header=true', 'email\nknown@example.com\n')).toMatchObject({
      status: 201,
      body: { subjectCount: 1, unknown: 0 },
    });
  });

  it('and JSON is no file, of which nothing can be said', async () => {
    const before = await app.prisma.request.count();
    const headers = { authorization: `Bearer ${project.oauthToken}`, 'content-type': 'application/json' };
    const order = { projectId: project.projectId, kind: 'export', distinctIds: ['ada'] };
    for (const [path, name] of [
      ['?header=true', 'header'],
      ['/preview?column=1', 'column'],
    ] as const) {
      const sent = { method: 'POST', headers, body: JSON.stringify(order) };
      const response = await fetch(`${app.url}/api/v1/requests${path}`, sent);
      expect([response.status, await response.json()]).toEqual([
        400,
        expect.objectContaining({ errors: [{ path: name, message: expect.stringContaining('how a file is read') }] }),
      ]);
    }
    expect(await app.prisma.request.count()).toBe(before);
  });

  it('is opened where a store is away, and is not where counting what is unknown of it fails', async () => {
    const before = await app.prisma.request.count();
    const preview = app.application.get<{ look(): Promise<unknown> }>(Preview, { strict: false });
    const away = instead(preview, 'look', () => Promise.reject(new HabeasError('unavailable', 'store-away', 'Away.')));
    expect(await send('', 'ada\n')).toMatchObject({ status: 201, body: { unknown: null } });
    away();
    expect(await app.prisma.request.count()).toBe(before + 1);
    app.application.useLogger(false);
    const defect = instead(preview, 'look', () => Promise.reject(new TypeError('a defect')));
    expect((await send('', 'bob\n')).status).toBe(500);
    defect();
    expect(await app.prisma.request.count()).toBe(before + 1);
  });

  it('is shown before it is sent: how many of its ids nothing is known of', async () => {
    const before = await app.prisma.request.count();
    const preview = await send<PreviewAnswer>('/preview', FILE, { column: '1', header: 'true', kind: 'deletion' });
    expect(preview).toMatchObject({ status: 200, body: { unknown: 1, warnings: [{ code: 'ids-unknown' }] } });
    const none = await send<PreviewAnswer>('/preview', 'distinct_id\nnobody@example.com\n');
    expect(none).toMatchObject({ status: 200, body: { unknown: 1, warnings: [{ code: 'every-id-unknown' }] } });
    const all = await send<PreviewAnswer>('/preview', 'distinct_id\nknown@example.com\n');
    expect(all).toMatchObject({ status: 200, body: { unknown: 0, warnings: [] } });
    expect(await app.prisma.request.count()).toBe(before);
  });
});
