import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { framePage, html, Html, renderWide, type Language, type Moment } from '../../platform/index.js';
import { pageTexts, type PageTexts } from '../../page-texts/index.js';
import { Harmless } from './harmless.js';
import { lengthOf } from '../folder/length-of.js';
import { PageViews, type PageView } from './page-views.js';
import { Playable } from './playable.js';
import { PLAYER_SCRIPT, PLAYER_STYLE } from './player-script.js';
import type { RecordedEvent } from './recorded-event.js';
import type { RecordingSummary } from './recording-index.js';
import { replayLibrary } from './replay-library.js';
import type { StoredBatch } from './stored-batch.js';

const pack = promisify(gzip);
const SPEEDS = [1, 2, 4, 8, 16];

/** A page that plays a part of a recording. Names of files are those they have in the export. */
export interface RecordingPage {
  readonly summary: RecordingSummary;
  /** Which of its parts, from 0. */
  readonly at: number;
  readonly language: Language;
  /** The pages of all its parts. */
  readonly pages: readonly string[];
  /** The page that says what is held. */
  readonly index: string;
  /** The file with every event. */
  readonly events: string;
}

/**
 * One file that shows what was on somebody's screen, without a network, written while its batches pass, of which it holds one at a
 * time. What was recorded stands in it compressed, and is played by `@rrweb/replay` in a frame in which nothing is executed; the policy
 * of the page lets neither of them load anything. Without scripts it still tells what happened, page by page.
 */
export async function* recordingPage(page: RecordingPage, batches: AsyncIterable<StoredBatch>): AsyncGenerator<string> {
  const { summary, at, language } = page;
  const texts = pageTexts(language);
  const isPlayed = summary.parts[at]?.isPlayed === true;
  const scripts = isPlayed ? [replayLibrary().script, PLAYER_SCRIPT] : [];
  const style = isPlayed ? `${replayLibrary().style}${PLAYER_STYLE}` : PLAYER_STYLE;
  const { before, after } = framePage(titleOf(page, texts), language, { policy: policyOf(scripts), style });
  yield before;
  yield headerOf(page, texts).source;
  yield isPlayed ? playerOf(texts).source : '';
  const [views, playable, harmless] = [new PageViews(), new Playable(), new Harmless()];
  let expected = summary.parts[at]?.fromSeq;
  for await (const batch of batches) {
    views.see(batch);
    if (batch.seq !== expected || batch.events === null) playable.interrupt();
    expected = batch.seq + 1;
    const shown = isPlayed ? playable.take(batch.events ?? []) : [];
    harmless.clean(shown);
    const element = shown.length === 0 ? '' : await eventsElement(shown);
    if (element === null) playable.interrupt();
    yield element ?? '';
  }
  yield happened(views, texts).source;
  yield endOf(page, texts).source;
  for (const script of scripts) yield `<script>${script}</script>`;
  yield after;
}

/**
 * What was recorded brings its own styles, pictures and fonts along, as far as they stand in it; the frame it is shown in is held by the
 * same policy. Scripts are those of this page alone.
 */
function policyOf(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}'`);
  const may = hashes.length === 0 ? "'none'" : hashes.join(' ');
  return `default-src 'none'; script-src ${may}; style-src 'unsafe-inline'; img-src data:; font-src data:; media-src data:; base-uri 'none'; form-action 'none'`;
}

/**
 * Events as they stand in the page: JSON, compressed by gzip, as base64. What a browser does not know as a script it does not execute.
 * Null where they are nested deeper than JSON can be written.
 */
async function eventsElement(events: readonly RecordedEvent[]): Promise<string | null> {
  const json = jsonOf(events);
  if (json === null) return null;
  return `<script type="application/gzip" class="events">${(await pack(json)).toString('base64')}</script>\n`;
}

function jsonOf(events: readonly RecordedEvent[]): string | null {
  try {
    return JSON.stringify(events);
  } catch {
    return null;
  }
}

function titleOf({ summary: { startedAt } }: RecordingPage, { recording, words }: PageTexts): string {
  return recording.title(startedAt === null ? null : words.minute(startedAt));
}

function headerOf(page: RecordingPage, texts: PageTexts): Html {
  const { summary, at, pages, index } = page;
  const { recording } = texts;
  const others = pages.map((file, part) => ({ file, part })).filter(({ part }) => part !== at);
  return html`<header>
    <p class="kicker">
      ${recording.kicker}${pages.length > 1 ? html` · ${recording.part(at + 1, pages.length)}` : null}
    </p>
    <h1>${titleOf(page, texts)}</h1>
    <p><a href="${encodeURIComponent(index)}">${recording.back}</a></p>
    ${
      others.length === 0
        ? null
        : html`<nav class="contents" aria-label="${recording.otherParts}">
            <p class="kicker">${recording.otherParts}</p>
            <ul>
              ${others.map(
                ({ file, part }) =>
                  html`<li><a href="${encodeURIComponent(file)}">${recording.part(part + 1, pages.length)}</a></li>`,
              )}
            </ul>
          </nav>`
    }
    <dl class="facts">
      ${factsOf(summary, texts).map(
        ([name, text]) =>
          html`<div>
            <dt>${name}</dt>
            <dd><bdi>${text}</bdi></dd>
          </div>`,
      )}
    </dl>
    ${notesOn(page, texts).map((note) => html`<p class="note">${note}</p>`)}
  </header>`;
}

function factsOf(summary: RecordingSummary, { recording: { facts }, words }: PageTexts): (readonly [string, string])[] {
  const { startedAt, endedAt, addresses, devices, batches } = summary;
  const rows: [string, string | null][] = [
    [facts.began, startedAt === null ? null : words.minute(startedAt)],
    [facts.length, lengthOf(startedAt, endedAt)],
    [facts.pages, addresses.size === 0 ? null : words.number(addresses.size)],
    [facts.device, devices.size === 0 ? null : [...devices].join('; ')],
    [facts.pieces, words.number(batches)],
    [facts.id, summary.recording],
  ];
  return rows.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]));
}

function notesOn({ summary, at }: RecordingPage, { recording: { notes }, words }: PageTexts): string[] {
  const { lost, unreadable, tooLarge, playedFrom, parts } = summary;
  return [
    ...(lost > 0 ? [notes.lost(lost)] : []),
    ...(unreadable > 0 ? [notes.unreadable(unreadable)] : []),
    ...(tooLarge > 0 ? [notes.tooLarge(tooLarge)] : []),
    ...(at === 0 && playedFrom !== null ? [notes.startsLate(words.minute(playedFrom))] : []),
    ...(parts[at]?.isPlayed === true ? [] : [notes.notPlayed]),
  ];
}

/** Its controls are hidden until the script has made it ready, which says what stands in its way. */
function playerOf({ recording: { play } }: PageTexts): Html {
  const { loading, tooOld, broken, heading } = play;
  const told = { loading, tooOld, broken, play: play.play, pause: play.pause, screen: heading };
  const json = JSON.stringify(told).replaceAll('<', String.raw`\u003c`);
  return html`<h2 id="screen-heading">${heading}</h2>
    <p class="note" id="state" role="status">${play.noScript}</p>
    <div class="player" id="player" role="group" aria-labelledby="screen-heading">
      <div class="stage" id="stage" hidden><div id="screen"></div></div>
      <div class="controls" id="controls" hidden>
        <button type="button" id="toggle">${play.play}</button>
        <label class="line"
          >${play.position} <input type="range" id="position" min="0" max="0" step="1000" value="0"
        /></label>
        <output id="clock" aria-hidden="true"></output>
        <label
          >${play.speed}
          <select id="speed">
            ${SPEEDS.map((speed) => html`<option value="${speed}">${speed} ×</option>`)}
          </select></label
        >
        <label><input type="checkbox" id="skip" checked /> ${play.skip}</label>
        <button type="button" id="whole">${play.fullScreen}</button>
      </div>
    </div>
    <p class="shown">${play.leftOut}</p>
    ${new Html(`<script type="application/json" id="player-texts">${json}</script>`)}`;
}

function happened({ views, left }: PageViews, texts: PageTexts): Html {
  const { happened: words } = texts.recording;
  const table = html`<table>
    <thead>
      <tr>
        <th scope="col">${words.when}</th>
        <th scope="col">${words.page}</th>
        <th scope="col">${words.done}</th>
      </tr>
    </thead>
    <tbody>
      ${views.map((view) => rowOf(view, texts))}
    </tbody>
  </table>`;
  return html`<h2 id="happened">${words.heading}</h2>
    ${views.length === 0 ? html`<p>${words.none}</p>` : renderWide(words.heading, table)}
    ${left > 0 ? html`<p class="shown">${words.more(left)}</p>` : null}`;
}

function rowOf(view: PageView, { recording: { happened: said } }: PageTexts): Html {
  const { at, address, clicks, inputs, scrolls, isUnreadable } = view;
  const done = [
    ...(clicks > 0 ? [said.clicks(clicks)] : []),
    ...(inputs > 0 ? [said.inputs(inputs)] : []),
    ...(scrolls > 0 ? [said.scrolls(scrolls)] : []),
  ];
  const what = isUnreadable ? said.unreadable : done.length === 0 ? said.nothing : done.join(', ');
  return html`<tr>
    <td class="when">${at === null ? '–' : secondOf(new Date(at).toISOString())}</td>
    <td><bdi>${address ?? said.noPage}</bdi></td>
    <td>${what}</td>
  </tr>`;
}

/** 2026-03-09 10:00:12 */
function secondOf(moment: Moment): string {
  return moment.replace('T', ' ').replace(/\.\d+Z$/, '');
}

function endOf({ events }: RecordingPage, { recording }: PageTexts): Html {
  return html`<p class="file">${recording.everything} <a href="${encodeURIComponent(events)}">${events}</a></p>
    <footer><p>${recording.footer}</p></footer>`;
}
