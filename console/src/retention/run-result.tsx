import { Dotted } from '../requests/request-words';
import { useTexts } from '../texts/texts';
import type { RunSummary } from './retention-data';

const COLOURS = { done: 'green', 'in-part': 'orange', underway: 'blue', planned: 'gray' } as const;

/** How a run ended, or where it stands. */
export function RunResult({ run }: { readonly run: RunSummary }) {
  const t = useTexts();
  const result = run.result ?? (run.startedAt === null ? 'planned' : 'underway');
  return <Dotted color={COLOURS[result]}>{t(`runs.result.${result}`)}</Dotted>;
}
