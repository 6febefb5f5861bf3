/** What the people of the sample, the customers of an invented coffee house with an app, are made of. */

export type List<T> = readonly [T, ...T[]];

export const GIVEN_NAMES: List<string> = [
  'Amara',
  'Anders',
  'Astrid',
  'Aylin',
  'Beatriz',
  'Bjørn',
  'Camille',
  'Chiara',
  'Daniel',
  'Devika',
  'Dmitri',
  'Elena',
  'Emeka',
  'Esra',
  'Fatima',
  'Finn',
  'Gabriela',
  'Grace',
  'Hannah',
  'Haruto',
  'Ibrahim',
  'Imani',
  'Ines',
  'Ivo',
  'Jasper',
  'Joana',
  'Kaito',
  'Katarzyna',
  'Kwame',
  'Layla',
  'Leo',
  'Linh',
  'Lucía',
  'Łukasz',
  'Maja',
  'Marek',
  'Mateo',
  'Mei',
  'Milan',
  'Nadia',
  'Noah',
  'Nora',
  'Olivia',
  'Omar',
  'Paula',
  'Pieter',
  'Priya',
  'Quentin',
  'Rafael',
  'Renée',
  'Rosa',
  'Samir',
  'Sofia',
  'Søren',
  'Tariq',
  'Thandiwe',
  'Tomás',
  'Ulrike',
  'Valentina',
  'Victor',
  'Wanjiru',
  'Yara',
  'Yusuf',
  'Zoë',
];

export const FAMILY_NAMES: List<string> = [
  'Abebe',
  'Adeyemi',
  'Almeida',
  'Andersen',
  'Aydın',
  'Bakker',
  'Banerjee',
  'Bauer',
  'Bergström',
  'Bianchi',
  'Carvalho',
  'Castillo',
  'Chen',
  'Dąbrowski',
  'Delgado',
  'Dubois',
  'Eriksen',
  'Fernandes',
  'Fischer',
  'Fontaine',
  'García',
  'Gupta',
  'Haddad',
  'Hansen',
  'Hoffmann',
  'Horvat',
  'Ibrahimović',
  'Ito',
  'Jansen',
  'Jovanović',
  'Kamau',
  'Kaya',
  'Kim',
  'Kowalska',
  'Larsen',
  'Lefèvre',
  'Lindqvist',
  'Mensah',
  'Moreau',
  'Müller',
  'Nakamura',
  'Navarro',
  'Novák',
  'Nwosu',
  "O'Connor",
  'Okafor',
  'Olsen',
  'Osei',
  'Park',
  'Petrov',
  'Quispe',
  'Ramírez',
  'Ricci',
  'Rossi',
  'Sahin',
  'Santos',
  'Schneider',
  'Silva',
  'Smith',
  'Tanaka',
  'Taylor',
  'Vargas',
  'Visser',
  'Weber',
  'Yilmaz',
  'Zhang',
];

export const MAIL_DOMAINS: List<string> = ['example.com', 'example.org', 'example.net', 'mail.example.com'];

export interface Place {
  readonly country: string;
  readonly region: string;
  readonly city: string;
  readonly timezone: string;
  readonly currency: string;
}

const place = (country: string, region: string, city: string, timezone: string, currency: string): Place => ({
  country,
  region,
  city,
  timezone,
  currency,
});

export const PLACES: List<Place> = [
  place('US', 'California', 'San Francisco', 'America/Los_Angeles', 'USD'),
  place('US', 'California', 'Los Angeles', 'America/Los_Angeles', 'USD'),
  place('US', 'California', 'Sacramento', 'America/Los_Angeles', 'USD'),
  place('US', 'New York', 'New York', 'America/New_York', 'USD'),
  place('US', 'Oregon', 'Portland', 'America/Los_Angeles', 'USD'),
  place('DE', 'Berlin', 'Berlin', 'Europe/Berlin', 'EUR'),
  place('DE', 'Hamburg', 'Hamburg', 'Europe/Berlin', 'EUR'),
  place('FR', 'Île-de-France', 'Paris', 'Europe/Paris', 'EUR'),
  place('ES', 'Catalunya', 'Barcelona', 'Europe/Madrid', 'EUR'),
  place('IT', 'Lombardia', 'Milano', 'Europe/Rome', 'EUR'),
  place('NL', 'Noord-Holland', 'Amsterdam', 'Europe/Amsterdam', 'EUR'),
  place('DK', 'Hovedstaden', 'København', 'Europe/Copenhagen', 'DKK'),
  place('SE', 'Stockholm', 'Stockholm', 'Europe/Stockholm', 'SEK'),
  place('PL', 'Mazowieckie', 'Warszawa', 'Europe/Warsaw', 'PLN'),
  place('PT', 'Lisboa', 'Lisboa', 'Europe/Lisbon', 'EUR'),
  place('GB', 'England', 'London', 'Europe/London', 'GBP'),
];

/** `client`: how the app describes the device it runs on. */
export interface DeviceKind {
  readonly type: 'Mobile' | 'Desktop' | 'Tablet';
  readonly client: Readonly<Record<string, string | number>>;
}

const browser = (
  type: 'Mobile' | 'Desktop' | 'Tablet',
  name: string,
  version: number,
  os: string,
  width: number,
): DeviceKind => ({
  type,
  client: {
    mp_lib: 'web',
    $lib_version: '2.55.1',
    $browser: name,
    $browser_version: version,
    $os: os,
    $screen_width: width,
  },
});

const app = (lib: string, os: string, model: string, version: string): DeviceKind => ({
  type: 'Mobile',
  client: {
    mp_lib: lib,
    $lib_version: version,
    $os: os,
    $model: model,
    $app_version_string: '4.2.0',
    $carrier: 'Vodafone',
  },
});

export const DEVICE_KINDS: List<DeviceKind> = [
  browser('Desktop', 'Chrome', 126, 'Windows', 1920),
  browser('Desktop', 'Chrome', 127, 'Mac OS X', 1512),
  browser('Desktop', 'Firefox', 128, 'Linux', 2560),
  browser('Desktop', 'Safari', 17, 'Mac OS X', 1440),
  browser('Desktop', 'Microsoft Edge', 126, 'Windows', 1536),
  browser('Mobile', 'Mobile Safari', 17, 'iOS', 390),
  browser('Mobile', 'Chrome', 126, 'Android', 412),
  browser('Tablet', 'Safari', 17, 'iPadOS', 1024),
  app('swift', 'iOS', 'iPhone15,2', '4.3.0'),
  app('swift', 'iOS', 'iPhone14,5', '4.3.0'),
  app('android', 'Android', 'Pixel 8', '7.5.2'),
  app('android', 'Android', 'SM-S921B', '7.5.2'),
];

export const DRINKS: List<{ readonly name: string; readonly price: number }> = [
  { name: 'Espresso', price: 2.8 },
  { name: 'Cortado', price: 3.4 },
  { name: 'Flat White', price: 3.9 },
  { name: 'Cappuccino', price: 3.8 },
  { name: 'Oat Latte', price: 4.6 },
  { name: 'Filter Coffee', price: 3.2 },
  { name: 'Cold Brew', price: 4.4 },
  { name: 'Matcha Latte', price: 4.9 },
  { name: 'Chai', price: 4.2 },
  { name: 'Kardemummabulle', price: 3.6 },
  { name: 'Ethiopia Guji, 250 g', price: 13.5 },
  { name: 'Colombia Huila, 1 kg', price: 39 },
];

export const PLANS: List<string> = ['Free', 'Free', 'Free', 'Regular', 'Regular', 'Pro'];

export interface Campaign {
  readonly utm_source: string;
  readonly utm_medium: string;
  readonly utm_campaign: string;
  readonly $referrer: string;
  readonly $referring_domain: string;
}

const campaign = (source: string, medium: string, name: string, domain: string): Campaign => ({
  utm_source: source,
  utm_medium: medium,
  utm_campaign: name,
  $referrer: `https://${domain}/`,
  $referring_domain: domain,
});

export const CAMPAIGNS: List<Campaign> = [
  campaign('newsletter', 'email', 'spring-roast', 'news.example.com'),
  campaign('newsletter', 'email', 'refill-reminder', 'news.example.com'),
  campaign('search', 'cpc', 'coffee-near-me', 'search.example.net'),
  campaign('social', 'paid-social', 'cold-brew-season', 'social.example.org'),
  campaign('social', 'referral', 'bring-a-friend', 'social.example.org'),
  campaign('partner', 'affiliate', 'office-coffee', 'partner.example.org'),
];
