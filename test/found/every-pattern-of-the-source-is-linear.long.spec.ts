import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { unsafeAmong } from '../support/linear-pattern.js';

function patternsOfTheSource(): Set<string> {
  const patterns = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) patterns.add(node.text);
    ts.forEachChild(node, visit);
  };
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src'], { encoding: 'utf8' }).split('\n');
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')))
    visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return patterns;
}

it('no pattern of the source costs more than its text is long', async () => {
  const patterns = patternsOfTheSource();
  expect(patterns.size).toBeGreaterThan(100);
  expect(await unsafeAmong(patterns)).toEqual([]);
}, 240_000);
