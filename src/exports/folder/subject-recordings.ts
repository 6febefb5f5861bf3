import { html, type Html } from '../../platform/index.js';
import type { PageTexts } from '../../page-texts/index.js';
import { lengthOf } from './length-of.js';
import { link } from './subject-records.js';
import type { CollectionFinding, ListedRecording } from './subject-statement.js';

/** Of so many recordings the page tells; all of them have a page of their own. */
const MOST_LISTED = 1_000;
/** Of one recording. */
const MOST_ADDRESSES = 3;

/** The recordings, the newest first, each with what plays it. */
export function recordingsOf({ recordings = [] }: CollectionFinding, texts: PageTexts): Html | null {
  if (recordings.length === 0) return null;
  const listed = recordings.slice(-MOST_LISTED).reverse();
  return html`<p class="shown">${texts.recording.list.heading(listed.length, recordings.length)}</p>
    <ol class="records">
      ${listed.map((recording) => recordingItem(recording, texts))}
    </ol>`;
}

function recordingItem(recording: ListedRecording, { recording: { list }, words }: PageTexts): Html {
  const { startedAt, endedAt, addresses, devices, isPartly, isPlayed, pages } = recording;
  const facts = [
    lengthOf(startedAt, endedAt),
    addresses.length === 0 ? null : list.pages(addresses.length),
    devices.length === 0 ? null : devices.join('; '),
    isPartly ? list.partly : null,
    isPlayed || pages.length === 0 ? null : list.notPlayed,
  ].filter((fact) => fact !== null);
  return html`<li>
    ${
      startedAt === null
        ? html`<span class="when">–</span>`
        : html`<time class="when" datetime="${startedAt}">${words.minute(startedAt)}</time>`
    }
    <div>
      <div>${facts.join(' · ')}</div>
      ${addresses.slice(0, MOST_ADDRESSES).map((address) => html`<div><bdi>${address}</bdi></div>`)}
      ${pages.length === 0 ? null : html`<div>${list.play} ${pages.map((file) => html`${link(file)} `)}</div>`}
    </div>
  </li>`;
}
