import { SingleBar } from 'cli-progress';
import type { RequestDetail } from '../../requests/index.js';
import { state } from './request-view.js';
import type { Terminal } from '../terminal/terminal.js';

const PAUSE = 1000;

/** Looks again and again until the request has ended; shows a bar where somebody watches, else a line for each change. */
export async function watch(terminal: Terminal, look: () => Promise<RequestDetail>): Promise<RequestDetail> {
  const bar =
    terminal.bar && new SingleBar({ format: '{bar} {value}/{total} {state}', hideCursor: true, stream: terminal.bar });
  let told = '';
  let request = await look();
  bar?.start(1, 0, { state: state(request) });
  while (request.finishedAt === null) {
    const { done, total, phase } = request.progress ?? { done: 0, total: 1, phase: '' };
    const now = phase === '' ? state(request) : `${request.status}, ${phase}`;
    if (bar) {
      bar.setTotal(Math.max(1, total));
      bar.update(done, { state: now });
    } else if (now !== told) terminal.err(now);
    told = now;
    await terminal.pause(PAUSE);
    request = await look();
  }
  bar?.update(bar.getTotal(), { state: request.status });
  bar?.stop();
  return request;
}
