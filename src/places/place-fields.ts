import type { Place } from './places.port.js';

/** What becomes of the place of an address under the names that clients read; what is not known is left out. */
export type PlaceFields = Readonly<Record<string, string>>;

export function fieldsOfEvent(place: Place | null): PlaceFields {
  return fieldsOf(place, 'mp_country_code');
}

export function fieldsOfProfile(place: Place | null): PlaceFields {
  return fieldsOf(place, '$country_code');
}

function fieldsOf(place: Place | null, countryName: string): PlaceFields {
  if (place === null) return {};
  const { city, region, country } = place;
  return {
    ...(city === undefined ? {} : { $city: city }),
    ...(region === undefined ? {} : { $region: region }),
    ...(country === undefined ? {} : { [countryName]: country }),
  };
}
