import { whole, type Finding, type Tour } from './tour-stop.js';

/** GDPR Art. 12(6), §1798.140(ak): nobody could verify who asks. */
export async function denyDeletion({ client, screen, checks, people }: Tour): Promise<Finding> {
  screen.title('A deletion that is denied, since nobody could verify who asks');
  const asked = [people.unverified];
  const before = await client.preview(asked);
  const id = await client.open('data-deletions', { distinct_ids: asked, compliance_type: 'GDPR' });
  checks.same(
    await client.deny(id, 'not-verified'),
    { status: 'DENIED', denialCode: 'not-verified' },
    'It is denied with a reason the law knows',
  );
  checks.same(
    (await client.poll('data-deletions', id)).status,
    'REVOKED',
    'To an existing client it stands as REVOKED',
  );
  checks.same(await client.preview(asked), before, 'Nothing of the person in it has changed');
  const rows = `${whole(before.rows)} rows`;
  return { request: 'Deletion, denied', subjects: 1, found: rows, erased: '0', verified: rows, untouched: 'all' };
}
