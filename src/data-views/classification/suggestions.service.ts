import { Injectable } from '@nestjs/common';
import { CollectionClasses, PropertySamples, type ClassRule, type SampledProperty } from '../../subject-data/index.js';
import { ruleNameFault } from './class-changes.js';
import type { SuggestionsView } from './classification.dto.js';
import { ProjectClasses } from './project-classes.service.js';
import { isTellable, suggestionFor } from './suggestions.js';

const MOST_SUGGESTIONS = 200;

type Suggested = SuggestionsView['results'][number];

/** Looks through some rows of a project for what seems not everybody's to see, and tells names alone. */
@Injectable()
export class Suggestions {
  constructor(
    private readonly samples: PropertySamples,
    private readonly classes: ProjectClasses,
  ) {}

  async of(projectId: number): Promise<SuggestionsView> {
    const [rules, collections] = [await this.classes.rulesOf(projectId), await this.classes.collectionsOf(projectId)];
    const classesOf = new Map(collections.map((each) => [each.name, new CollectionClasses(each)]));
    const said = saidOf([...rules, ...collections.flatMap(({ classes = [] }) => classes)]);
    const { properties, notLookedAt } = await this.samples.of(projectId);
    const open = properties.filter(
      ({ collection, path }) => !said(path) && classesOf.get(collection)?.classOf(path) === 'ordinary',
    );
    return { results: inOrder(suggestionsIn(open)).slice(0, MOST_SUGGESTIONS), notLookedAt: [...notLookedAt] };
  }
}

/** Whether somebody has said what is to be thought of a name, be it that it is ordinary. */
function saidOf(rules: readonly ClassRule[]): (path: readonly string[]) => boolean {
  const names = new Set(rules.map(({ name }) => name));
  return (path) => names.has(path.at(-1) ?? '') || names.has(path.join('.'));
}

/** By the name alone, wherever it stands: what is withheld before what is sensitive. */
function suggestionsIn(properties: readonly SampledProperty[]): Suggested[] {
  const found = new Map<string, Suggested>();
  for (const { collection, path, values } of properties) {
    const name = path.at(-1) ?? '';
    if (!isTellable(name) || ruleNameFault(name) !== null) continue;
    const suggestion = suggestionFor(name, values);
    if (suggestion === null) continue;
    const known = found.get(name);
    const collections = [...new Set([...(known?.collections ?? []), collection])];
    const counts = known === undefined || known.class === suggestion.class || known.class === 'withheld';
    found.set(name, { name, ...(counts && known !== undefined ? known : suggestion), collections });
  }
  return [...found.values()];
}

function inOrder(suggestions: readonly Suggested[]): Suggested[] {
  return [...suggestions].sort((one, other) => {
    if (one.class !== other.class) return one.class === 'withheld' ? -1 : 1;
    return one.name < other.name ? -1 : 1;
  });
}
