import { loadDataset } from '../dataset.js';
import { PostgresDeletions } from '../engines/deletions.postgres.js';
import { inTurns, median, medians, readingOf, type FigureGroup } from '../harness.js';
import { populationOf } from '../population.js';

/** A deletion on PostgreSQL against the same by hand, each of its own, equally many people. */
export const PG_DELETE: FigureGroup = {
  figures: ['pg.delete', 'verify.share.pg'],
  measure: async ({ out, scale, postgres }, wanted) => {
    const dataset = await loadDataset(out, postgres, populationOf(scale.postgres.events, scale.postgres.perSubject));
    const deletions = await PostgresDeletions.open(out, dataset, await postgres.url(dataset.name));
    try {
      const compared = await inTurns(out, 'pg.delete', {
        habeas: () => deletions.bySweep(scale.deletion),
        baseline: () => deletions.byHand(scale.deletion),
      });
      await deletions.expectOthers();
      const whole = medians<{ readonly total: number }>(compared, ({ total }) => total);
      const verify = median(compared.habeas.map((swept) => swept.verify));
      if (wanted.has('pg.delete')) out.tell(readingOf('pg.delete', 'ms', whole, 1.3));
      if (wanted.has('verify.share.pg')) {
        out.tell(readingOf('verify.share.pg', 'ms', { value: verify, baseline: whole.value }, 0.15));
      }
    } finally {
      await deletions.close();
      await postgres.drop(dataset.name);
    }
  },
};
