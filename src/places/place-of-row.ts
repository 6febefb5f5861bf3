import type { Place } from './places.port.js';

/**
 * Reads a row of either shape that .mmdb files of places come in: MaxMind's, nested, with names by language (`city.names.en`,
 * `subdivisions[0].names.en`, `country.iso_code`), and the flat one of ip-location-db (`city`, `state1`, `country_code`).
 */
export function placeOfRow(row: unknown): Place | null {
  if (!isObject(row)) return null;
  const city = textOf(row['city']) ?? nameOf(row['city']);
  const [subdivision] = Array.isArray(row['subdivisions']) ? (row['subdivisions'] as unknown[]) : [];
  const region = textOf(row['state1']) ?? nameOf(subdivision);
  const country = codeOf(row['country_code']) ?? codeOf(isObject(row['country']) ? row['country']['iso_code'] : null);
  if (city === null && region === null && country === null) return null;
  return {
    ...(city === null ? {} : { city }),
    ...(region === null ? {} : { region }),
    ...(country === null ? {} : { country }),
  };
}

function nameOf(value: unknown): string | null {
  return isObject(value) && isObject(value['names']) ? textOf(value['names']['en']) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= 255 ? value : null;
}

function codeOf(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Z]{2}$/.test(value) ? value : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
