import { Body, Controller, Get, HttpCode, Post, Query, Res, UsePipes } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  AccessFor,
  actorLabel,
  actorName,
  Authorizer,
  CurrentActor,
  IngestRateLimit,
  ProjectRateLimit,
  type Actor,
  type ProjectRecord,
  type Reach,
} from '../access/index.js';
import { Described, HabeasError, schemaPipe, sendCsv } from '../platform/index.js';
import { readDistinctIds } from '../subject-data/index.js';
import { ChoiceReader } from './choice-reader.service.js';
import * as dto from './opt-outs.dto.js';
import { PrivacyChoices, type ChoicePlace, type MadeChoice } from './privacy-choices.service.js';
import { TakingIn } from './taking-in.service.js';

const ERRORS = {
  400: 'The input does not fit; `errors` names the places. `too-many-ids`',
  401: 'Credentials are missing or not valid.',
  403: '`role-too-low`; `credential-unfit`: an API secret takes in data, and speaks for nobody.',
  404: '`project-not-found`',
};
const LATER = { 429: 'Too many at once; try again after Retry-After.' };
const ID_IN_NO_URL = 'A POST, so that the id stands in no URL and in no log of one.';

/** Who is not to be collected. No setting of a project delays it. */
@ApiTags('Opt-outs')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class OptOutsController {
  constructor(
    private readonly choices: PrivacyChoices,
    private readonly reader: ChoiceReader,
    private readonly takingIn: TakingIn,
    private readonly authorizer: Authorizer,
    private readonly rateLimit: ProjectRateLimit,
    private readonly ingestLimit: IngestRateLimit,
  ) {}

  @Post('opt-outs')
  @HttpCode(200)
  @Described({
    summary: 'Opt people out: from now on nothing of theirs is taken in',
    description:
      'Covers each id and everything that stands for the same person, devices included, also what is linked later, on every way in. It ' +
      'stands when the answer comes, also in a project that is closed for the moment, or was deleted and can be brought back. Told again, it is no error.',
    answer: dto.madeAnswer,
    errors: { ...ERRORS, ...LATER },
  })
  async optOut(
    @CurrentActor() actor: Actor,
    @Body({ schema: dto.choicesSchema }) body: dto.ChoicesBody,
  ): Promise<dto.MadeAnswer> {
    const { place, ids } = await this.orderOf(actor, body, 'ended-too');
    return answerOf(await this.choices.optOut(place, ids), 'out');
  }

  @Post('opt-ins')
  @HttpCode(200)
  @Described({
    summary: 'Opt people in: ends their opt-outs, and what refuses them since they were deleted',
    description: 'A deletion that has not ended goes on to refuse what arrives. Told again, it is no error.',
    answer: dto.madeAnswer,
    errors: { ...ERRORS, ...LATER },
  })
  async optIn(
    @CurrentActor() actor: Actor,
    @Body({ schema: dto.choicesSchema }) body: dto.ChoicesBody,
  ): Promise<dto.MadeAnswer> {
    const { place, ids } = await this.orderOf(actor, body);
    return answerOf(await this.choices.optIn(place, ids), 'in');
  }

  @Get('opt-outs')
  @Described({ summary: 'List opt-outs, or opt-ins, newest first', answer: dto.pageAnswer, errors: ERRORS })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: dto.listQuerySchema }) query: dto.ListQuery,
  ): Promise<dto.ChoicePage> {
    await this.projectFor(actor, query.projectId);
    return this.reader.list(query);
  }

  @Get('opt-outs.csv')
  @Described({
    summary: 'Take the list along as CSV',
    description:
      'Of opt-outs in whatever way, the times in which everybody was opted out by default stand at the end, without an id (`default`). That it was taken along stands in the audit.',
    answer: 'text/csv',
    errors: ERRORS,
  })
  async export(
    @CurrentActor() actor: Actor,
    @Query({ schema: dto.filtersSchema }) filters: dto.ChoiceFilters,
    @Res() response: Response,
  ): Promise<void> {
    const project = await this.projectFor(actor, filters.projectId);
    await sendCsv(response, 'opt-outs.csv', await this.reader.export(actor, project, filters));
  }

  @Get('opt-outs/default-periods')
  @Described({
    summary: 'When everybody was opted out by default, and who set it, the newest time first',
    description: 'Who did not opt in while `optedOutByDefault` was set made no choice, and stands in no list.',
    answer: dto.defaultPeriodsAnswer,
    errors: ERRORS,
  })
  async defaultPeriods(
    @CurrentActor() actor: Actor,
    @Query({ schema: dto.projectQuerySchema }) { projectId }: dto.ProjectQuery,
  ): Promise<dto.DefaultPeriodsAnswer> {
    const project = await this.projectFor(actor, projectId);
    const periods = await this.reader.defaultPeriods(project);
    return {
      results: periods.map(({ from, until, ...by }) => ({
        ...by,
        from: from.toISOString(),
        until: until && until.toISOString(),
      })),
    };
  }

  @Post('opt-outs/search')
  @HttpCode(200)
  @Described({
    summary: 'Find the opt-outs and opt-ins of a person',
    description: `By any of their ids. ${ID_IN_NO_URL}`,
    answer: dto.searchAnswer,
    errors: { ...ERRORS, ...LATER },
  })
  async search(
    @CurrentActor() actor: Actor,
    @Body({ schema: dto.searchSchema }) { projectId, distinctId }: dto.SearchBody,
  ): Promise<dto.SearchAnswer> {
    const project = await this.projectFor(actor, projectId);
    this.rateLimit.take(project.id);
    readDistinctIds([distinctId], 'distinctId');
    return this.reader.search(project, distinctId);
  }

  @Post('suppressions/check')
  @HttpCode(200)
  @Described({
    summary: 'Check whether data of these ids is taken in',
    description:
      'For a login, or an import, that must not bring somebody back: by the id and by everything that stands for the same person. Counts ' +
      `towards the project's rate of records. ${ID_IN_NO_URL}`,
    answer: dto.checkAnswer,
    errors: { ...ERRORS, ...LATER },
  })
  async check(
    @CurrentActor() actor: Actor,
    @Body({ schema: dto.choicesSchema }) { projectId, distinctIds }: dto.ChoicesBody,
  ): Promise<dto.CheckAnswer> {
    const project = await this.projectFor(actor, projectId);
    const ids = idsOf(distinctIds);
    this.ingestLimit.take(project.id, ids.length);
    const reasons = await this.takingIn.check(project, ids);
    return {
      results: ids.map((distinctId, place) => {
        const reason = reasons[place] ?? null;
        return { distinctId, taken: reason === null, reason };
      }),
    };
  }

  private async orderOf(
    actor: Actor,
    { projectId, distinctIds }: dto.ChoicesBody,
    reach: Reach = 'standing',
  ): Promise<{ readonly place: ChoicePlace; readonly ids: readonly string[] }> {
    const project = await this.projectFor(actor, projectId, reach);
    this.rateLimit.take(project.id);
    const how = actor.kind === 'user' && actor.via === 'session' ? 'console' : 'api';
    const teller = { how, by: actorName(actor), label: actorLabel(actor) } as const;
    const { organizationId } = project;
    return { place: { projectId, organizationId, teller, actor: actorName(actor) }, ids: idsOf(distinctIds) };
  }

  /** What ships with data, the token and the API secret, may not say whose data is refused. */
  private async projectFor(actor: Actor, projectId: number, reach: Reach = 'standing'): Promise<ProjectRecord> {
    const project = await this.authorizer.project(actor, projectId, reach);
    if (actor.kind !== 'project-secret') return project;
    throw new HabeasError(
      'forbidden',
      'credential-unfit',
      "A project's API secret takes data in and speaks for nobody: use a service account, a GDPR OAuth token, or sign in.",
    );
  }
}

function idsOf(sent: readonly unknown[]): readonly string[] {
  const { ids } = readDistinctIds(sent, 'distinctIds');
  if (ids.length <= dto.MOST_IDS_A_CALL) return ids;
  throw new HabeasError(
    'invalid',
    'too-many-ids',
    `One call may name ${dto.MOST_IDS_A_CALL} ids at the most, and ${ids.length} were given: send several.`,
    { extra: { limit: dto.MOST_IDS_A_CALL, given: ids.length } },
  );
}

function answerOf(made: readonly MadeChoice[], choice: 'out' | 'in'): dto.MadeAnswer {
  return {
    results: made.map(({ distinctId, choice: { id, at }, repeated, covered }) => ({
      distinctId,
      id,
      choice,
      at: at.toISOString(),
      repeated,
      covered: covered.ids.length,
      leftOut: covered.leftOut,
    })),
  };
}
