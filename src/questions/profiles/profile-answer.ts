import type { VisibleData } from '../../data-views/index.js';
import { jsonMembers, type StoredProfile } from '../../subject-data/index.js';
import { PROFILES } from './profile-condition.js';
import type { ProfilePage } from './profile-questions.service.js';

/**
 * The answer, piece by piece: `{"page":0,"page_size":1000,"results":[{"$distinct_id":…,"$properties":{…}}],"session_id":…,
 * "status":"ok","total":1}`. Properties stay the text that is stored, so that no number is rounded.
 * @param shown the properties that are asked for; null: all
 */
export async function* answerOf(answer: ProfilePage, shown: ReadonlySet<string> | null): AsyncGenerator<string> {
  const { page, pageSize, sessionId, total, profiles, visible } = answer;
  yield `{"page":${page},"page_size":${pageSize},"results":[`;
  let comma = '';
  for await (const profile of profiles) {
    yield comma + resultOf(profile, visible, shown);
    comma = ',';
  }
  yield `],"session_id":${JSON.stringify(sessionId)},"status":"ok","total":${total}}`;
}

function resultOf(
  { distinctId, properties }: StoredProfile,
  visible: VisibleData,
  shown: ReadonlySet<string> | null,
): string {
  const seen = visible.redact(PROFILES, properties);
  return `{"$distinct_id":${JSON.stringify(distinctId)},"$properties":${shown === null ? seen : selected(seen, shown)}}`;
}

function selected(json: string, shown: ReadonlySet<string>): string {
  const members = (jsonMembers(json) ?? []).filter(({ name }) => shown.has(name));
  return `{${members.map(({ name, value }) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}
