import { loadDataset } from '../dataset.js';
import { PostgresDeletions } from '../engines/deletions.postgres.js';
import { inTurns, medians, readingOf, type FigureGroup } from '../harness.js';
import { populationOf } from '../population.js';

/** The same deletion among many more events of others, against itself among few. */
export const PG_GROWTH: FigureGroup = {
  figures: ['pg.growth'],
  measure: async ({ out, scale, postgres }) => {
    const { base, times } = scale.growth;
    const { perSubject } = scale.postgres;
    const few = await loadDataset(out, postgres, populationOf(base, perSubject));
    const many = await loadDataset(out, postgres, populationOf(base * times, perSubject));
    const amongFew = await PostgresDeletions.open(out, few, await postgres.url(few.name));
    const amongMany = await PostgresDeletions.open(out, many, await postgres.url(many.name));
    try {
      const compared = await inTurns(out, 'pg.growth', {
        habeas: () => amongMany.bySweep(scale.deletion),
        baseline: () => amongFew.bySweep(scale.deletion),
      });
      await amongFew.expectOthers();
      await amongMany.expectOthers();
      out.tell(
        readingOf(
          'pg.growth',
          'ms',
          medians(compared, ({ hidden }) => hidden),
          3,
        ),
      );
      out.tell(
        readingOf(
          'pg.growth.erased',
          'ms',
          medians(compared, ({ total }) => total),
          null,
        ),
      );
    } finally {
      await amongFew.close();
      await amongMany.close();
      await postgres.drop(few.name);
      await postgres.drop(many.name);
    }
  },
};
