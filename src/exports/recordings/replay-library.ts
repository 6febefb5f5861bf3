import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What plays a recording in a page: the script, which makes `rrwebReplay.Replayer`, and its style. */
export interface ReplayLibrary {
  readonly script: string;
  readonly style: string;
}

/** Goes with every copy, as the licence wants it. */
const LICENCE = `MIT License. Copyright (c) 2018 Contributors (https://github.com/rrweb-io/rrweb/graphs/contributors) and SmartX Inc.
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to
the following conditions: The above copyright notice and this permission notice shall be included in all copies or substantial portions
of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS
BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

let read: ReplayLibrary | null = null;

/** `@rrweb/replay` as npm installed it, read once. */
export function replayLibrary(): ReplayLibrary {
  read ??= readLibrary();
  return read;
}

function readLibrary(): ReplayLibrary {
  const folder = dirname(createRequire(import.meta.url).resolve('@rrweb/replay'));
  const { version } = JSON.parse(readFileSync(join(folder, '../package.json'), 'utf8')) as { readonly version: string };
  const script = readFileSync(join(folder, 'replay.umd.min.cjs'), 'utf8');
  return {
    script: inElement(`/*! @rrweb/replay ${version}. ${LICENCE} */\n${withoutMap(script)}`),
    style: readFileSync(join(folder, 'style.min.css'), 'utf8').trim(),
  };
}

/** A browser's tools would ask for the map. */
function withoutMap(script: string): string {
  const at = script.lastIndexOf('//# sourceMappingURL=');
  return at === -1 ? script : script.slice(0, at);
}

/** Nothing in it may end the element it stands in. */
function inElement(script: string): string {
  return script.replace(/<(?=\/?script|!--)/gi, String.raw`\x3C`);
}
