/**
 * The script of a page that plays a recording: unpacks the events that stand in it, hands them to `rrwebReplay.Replayer`, and ties
 * the page's controls to it. It asks no network, and gives the recorded page no focus, no click and no script.
 */
export const PLAYER_SCRIPT = `
'use strict';
(() => {
  const find = (id) => document.getElementById(id);
  const texts = JSON.parse(find('player-texts').textContent);
  const player = find('player');
  const stage = find('stage');
  const screen = find('screen');
  const state = find('state');
  const controls = find('controls');
  const toggle = find('toggle');
  const position = find('position');
  const clock = find('clock');
  const speed = find('speed');
  const skip = find('skip');
  const whole = find('whole');

  const say = (text) => {
    state.textContent = text;
    state.hidden = text === '';
  };
  const twoDigits = (number) => String(number).padStart(2, '0');
  const told = (milliseconds) => {
    const seconds = Math.floor(milliseconds / 1000);
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    const end = ':' + twoDigits(seconds % 60);
    return hours > 0 ? hours + ':' + twoDigits(minutes % 60) + end : minutes + end;
  };

  async function unpacked(element) {
    const text = atob(element.textContent);
    element.remove();
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).json();
  }

  async function recorded() {
    const events = [];
    for (const element of document.querySelectorAll('script.events')) {
      for (const event of await unpacked(element)) events.push(event);
    }
    if (!events.some(({ type }) => type === 4)) {
      events.unshift({ type: 4, timestamp: events[0].timestamp, data: { href: '', width: 1280, height: 720 } });
    }
    return events;
  }

  async function start() {
    if (typeof DecompressionStream === 'undefined') return say(texts.tooOld);
    say(texts.loading);
    const replayer = new rrwebReplay.Replayer(await recorded(), {
      root: screen,
      skipInactive: skip.checked,
      triggerFocus: false,
      showWarning: false,
    });
    screen.inert = true;
    replayer.iframe.title = texts.screen;
    const { totalTime } = replayer.getMetaData();
    let size = { width: 1280, height: 720 };
    let playing = false;
    let at = 0;

    const fit = () => {
      const most = document.fullscreenElement ? innerHeight - controls.offsetHeight - 48 : innerHeight * 0.8;
      const scale = Math.min(1, stage.clientWidth / size.width, most / size.height);
      replayer.wrapper.style.transformOrigin = '0 0';
      replayer.wrapper.style.transform = 'scale(' + scale + ')';
      stage.style.height = Math.ceil(size.height * scale) + 'px';
    };
    const show = (offset) => {
      at = offset;
      const words = told(at) + ' / ' + told(totalTime);
      position.value = String(at);
      position.setAttribute('aria-valuetext', words);
      clock.textContent = words;
    };
    const now = () => Math.min(Math.max(replayer.getCurrentTime(), 0), totalTime);
    const follow = () => {
      if (!playing) return;
      show(now());
      requestAnimationFrame(follow);
    };
    const becomes = (isPlaying) => {
      const began = isPlaying && !playing;
      playing = isPlaying;
      toggle.textContent = playing ? texts.pause : texts.play;
      if (began) requestAnimationFrame(follow);
    };

    replayer.on('resize', ({ width, height }) => {
      if (width > 0 && height > 0) size = { width, height };
      fit();
    });
    replayer.on('start', () => becomes(true));
    replayer.on('pause', () => becomes(false));
    replayer.on('finish', () => {
      becomes(false);
      show(totalTime);
    });
    toggle.addEventListener('click', () => {
      if (playing) replayer.pause();
      else replayer.play(at >= totalTime ? 0 : at);
    });
    position.addEventListener('input', () => {
      show(Number(position.value));
      if (playing) replayer.play(at);
      else replayer.pause(at);
    });
    speed.addEventListener('change', () => replayer.setConfig({ speed: Number(speed.value) }));
    skip.addEventListener('change', () => replayer.setConfig({ skipInactive: skip.checked }));
    whole.hidden = !document.fullscreenEnabled;
    whole.addEventListener('click', () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else player.requestFullscreen();
    });
    addEventListener('resize', fit);
    document.addEventListener('fullscreenchange', fit);

    position.max = String(totalTime);
    show(0);
    say('');
    stage.hidden = false;
    controls.hidden = false;
    fit();
  }

  start().catch(() => say(texts.broken));
})();
`;

/** What the page that plays a recording looks like beyond the others. */
export const PLAYER_STYLE = `
[hidden]{display:none!important}
.player{width:min(100vw - 2.5rem,76rem);margin:1rem 0 1rem 50%;transform:translateX(-50%)}
.player:fullscreen{width:auto;margin:0;padding:1rem;transform:none;background:var(--paper);overflow:auto}
.stage{overflow:hidden;background:#fff;border:1px solid var(--line);border-radius:8px}
.stage iframe{border:0;background:#fff;color-scheme:light}
.controls{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin:.75rem 0 0}
.controls label{display:flex;align-items:center;gap:.4rem}
.controls .line{flex:1 1 14rem;min-width:0}
.controls input[type=range]{flex:1;min-width:0;accent-color:var(--mark)}
.controls input[type=checkbox]{accent-color:var(--mark);width:1.1rem;height:1.1rem}
.controls output{font-variant-numeric:tabular-nums;white-space:nowrap}
button,select{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:6px;padding:.35rem .9rem}
button{cursor:pointer;min-width:6.5rem}
button:focus-visible,select:focus-visible,input:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
td.when{white-space:nowrap}
@media print{.player{display:none}}
`.trim();
