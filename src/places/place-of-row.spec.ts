import { fieldsOfEvent, fieldsOfProfile } from './place-fields.js';
import { placeOfRow } from './place-of-row.js';

const BERLIN = { city: 'Berlin', region: 'Land Berlin', country: 'DE' };

it('reads the nested rows of MaxMind, by their English names', () => {
  const row = {
    city: { geoname_id: 1, names: { de: 'Berlin (Stadt)', en: 'Berlin' } },
    subdivisions: [{ iso_code: 'BE', names: { en: 'Land Berlin' } }, { names: { en: 'District' } }],
    country: { iso_code: 'DE', names: { en: 'Germany' } },
  };
  expect(placeOfRow(row)).toEqual(BERLIN);
});

it('reads the flat rows of ip-location-db', () => {
  expect(placeOfRow({ city: 'Berlin', state1: 'Land Berlin', country_code: 'DE' })).toEqual(BERLIN);
});

it('knows as much as the row says, and nothing of one that says nothing', () => {
  expect(placeOfRow({ country_code: 'DE', city: '' })).toEqual({ country: 'DE' });
  expect(placeOfRow({ country: { iso_code: 7 }, traits: {} })).toBeNull();
  expect(placeOfRow(null)).toBeNull();
});

it('events and profiles call the country by different names', () => {
  expect(fieldsOfEvent(BERLIN)).toEqual({ $city: 'Berlin', $region: 'Land Berlin', mp_country_code: 'DE' });
  expect(fieldsOfProfile({ country: 'DE' })).toEqual({ $country_code: 'DE' });
  expect(fieldsOfProfile(null)).toEqual({});
});
