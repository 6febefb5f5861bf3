import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_KINDS } from '../../console/src/organization/audit-kinds.js';

const SOURCE = new URL('../../src/', import.meta.url).pathname;

/** What is appended to the audit, in any way in which a file of it says so. */
function actionsWritten(): Set<string> {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.includes('generated'))
    .map((name) => readFileSync(join(SOURCE, name), 'utf8'))
    .filter((text) => /AuditTrail|audit\.append|trail\.append/.test(text));
  const found = files.flatMap((text) => [...text.matchAll(/'([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)'/g)]);
  const names = found.map(([, action = '']) => action).filter((action) => !NO_ACTIONS.has(action));
  // Written by their event in a timeline, in one place each.
  return new Set([...names, 'request.opened', 'duty.begun']);
}

/** Names of files among the same words. */
const NO_ACTIONS = new Set(['opt-outs.csv', 'audit-log.csv', 'audit.csv', 'metrics.csv']);

describe('the kinds of action by which the audit log is narrowed down in the console', () => {
  it('are those of all actions that are written, and no others', () => {
    const kinds = new Set([...actionsWritten()].map((action) => `${action.split('.')[0]}.*`));
    expect(Object.keys(AUDIT_KINDS).sort()).toEqual([...kinds].sort());
  });
});
