import type { EventRecord } from '../../subject-data/index.js';
import type { SampleDevice, SamplePerson } from './sample-data-people.js';
import type { SampleRandom } from './sample-data-random.js';
import { CAMPAIGNS, DRINKS } from './sample-data-words.js';

const SECOND = 1000;
const DAY = 86_400_000;

type Properties = Record<string, unknown>;

/** Who an event is filed under, on which device, and what goes with every event of the visit. */
interface Visit {
  readonly distinctId: string;
  readonly start: number;
  readonly shared: Properties;
}

/** Everything a person did in the app and on the site, before and after signing up. */
export function eventsOf(person: SamplePerson, random: SampleRandom, now: Date): EventRecord[] {
  const latest = now.getTime() - SECOND;
  return [...visitsOf(person, random)]
    .flatMap((visit) => eventsOfVisit(person, visit, random))
    .concat(newslettersOf(person, random))
    .filter((event) => event.time.getTime() < latest);
}

function* visitsOf(person: SamplePerson, random: SampleRandom): Generator<Visit> {
  if (person.visits === 0) return;
  const { joined, lastSeen } = person;
  for (const device of person.devices) {
    // What was done on a device before anybody signed in there; on a shared one it stays nobody's.
    const before = device === person.devices[0] || device.shared || random.chance(0.4);
    const start = joined.getTime() - Math.round(random.next() * 5 * DAY);
    if (before) yield { distinctId: `$device:${device.id}`, start, shared: clientOf(person, device, false, random) };
  }
  for (const formerId of person.formerIds) {
    for (let count = random.between(1, 4); count > 0; count--) {
      const start = joined.getTime() - Math.round(random.next() * 20 * DAY);
      yield {
        distinctId: formerId,
        start,
        shared: { mp_lib: 'python', $lib_version: '4.10.1', mp_country_code: person.place.country },
      };
    }
  }
  for (let index = 0; index < person.visits; index++) {
    const start = index === 0 ? joined.getTime() : momentBetween(joined.getTime(), lastSeen.getTime(), random);
    // The first visits touch every device, so that each link has an event that made it.
    const device = person.devices[index] ?? person.devices[random.between(0, person.devices.length - 1)];
    if (device) yield { distinctId: person.distinctId, start, shared: clientOf(person, device, true, random) };
  }
}

function clientOf(person: SamplePerson, device: SampleDevice, signedIn: boolean, random: SampleRandom): Properties {
  const campaign = random.chance(signedIn ? 0.12 : 0.6) ? random.pick(CAMPAIGNS) : {};
  return {
    ...device.kind.client,
    $device_id: device.id,
    ...(signedIn ? { $user_id: person.distinctId, plan: person.plan } : {}),
    $city: person.place.city,
    $region: person.place.region,
    mp_country_code: person.place.country,
    ...campaign,
  };
}

function eventsOfVisit(person: SamplePerson, visit: Visit, random: SampleRandom): EventRecord[] {
  let time = visit.start;
  const add = (event: string, properties: Properties): EventRecord => {
    time += random.between(2, 90) * SECOND + random.between(0, 999);
    const text = JSON.stringify({ ...visit.shared, ...properties });
    return { event, distinctId: visit.distinctId, time: new Date(time), insertId: random.uuid(), properties: text };
  };
  const steps = stepsOfVisit(person, visit, random);
  return steps.map(([event, properties]) => add(event, properties));
}

function stepsOfVisit(person: SamplePerson, visit: Visit, random: SampleRandom): [string, Properties][] {
  const isFirst = visit.start === person.joined.getTime();
  const steps: [string, Properties][] = [['App Opened', { $current_url: 'https://coffee.example.com/' }]];
  if (isFirst)
    steps.push(['Signed Up', { method: random.pick(['email', 'apple', 'google']), newsletter: random.chance(0.5) }]);
  steps.push(['Menu Viewed', { section: random.pick(['Coffee', 'Tea', 'Bakery', 'Beans']) }]);
  const basket = Array.from({ length: random.between(0, 3) }, () => random.pick(DRINKS));
  for (const { name, price } of basket) {
    steps.push(
      ['Item Viewed', { item: name, price }],
      ['Item Added', { item: name, price, size: random.pick(['S', 'M', 'L']) }],
    );
  }
  if (basket.length > 0 && random.chance(0.75)) {
    const price = Math.round(basket.reduce((sum, drink) => sum + drink.price, 0) * 100) / 100;
    const order = { price, currency: person.place.currency, $order_id: `CK-${random.between(100_000, 999_999)}` };
    steps.push(
      ['Checkout Started', order],
      ['Order Placed', { ...order, items: basket.map((drink) => drink.name), pickup: random.chance(0.8) }],
    );
    if (random.chance(0.7))
      steps.push([
        'Order Picked Up',
        { $order_id: order.$order_id, shop: `${person.place.city} ${random.between(1, 4)}` },
      ]);
  }
  if (random.chance(0.1)) steps.push(['Reward Redeemed', { points: random.between(1, 5) * 100 }]);
  if (random.chance(0.06))
    steps.push(['Searched', { query: random.pick(['oat milk', 'decaf', 'opening hours', 'gift card']) }]);
  if (random.chance(0.03))
    steps.push(['Support Contacted', { topic: random.pick(['refund', 'allergens', 'account']) }]);
  return steps;
}

/** The mail system knows people by their address, that is by the alias. */
function newslettersOf(person: SamplePerson, random: SampleRandom): EventRecord[] {
  const { alias } = person;
  if (alias === null) return [];
  return Array.from({ length: random.between(2, 9) }, () => {
    const time = new Date(momentBetween(person.joined.getTime(), person.lastSeen.getTime(), random));
    const properties = { mp_lib: 'node', campaign: random.pick(CAMPAIGNS).utm_campaign, $email: alias };
    return {
      event: 'Newsletter Opened',
      distinctId: alias,
      time,
      insertId: random.uuid(),
      properties: JSON.stringify(properties),
    };
  });
}

export function momentBetween(from: number, until: number, random: SampleRandom): number {
  return Math.round(from + (until - from) * random.next());
}
