import { Harmless } from './harmless.js';
import type { RecordedEvent } from './recorded-event.js';

const link = (id: number, attributes: object) => ({ type: 2, id, tagName: 'link', attributes, childNodes: [] });

function picture(...childNodes: object[]): RecordedEvent {
  const head = { type: 2, id: 2, tagName: 'head', attributes: {}, childNodes };
  return { type: 2, timestamp: 1, data: { node: { type: 0, id: 1, childNodes: [head] } } };
}

function mutation(data: object): RecordedEvent {
  return { type: 3, timestamp: 2, data: { source: 0, adds: [], attributes: [], ...data } };
}

function cleaned(...events: RecordedEvent[]): string {
  new Harmless().clean(events);
  return JSON.stringify(events);
}

describe('what a browser would follow in a recording', () => {
  it('is taken out of the picture, with the styles left that came with their text', () => {
    const preconnect = link(3, { rel: 'preconnect', href: 'https://away.example' });
    const style = link(4, { rel: 'stylesheet', href: 'https://away.example/a.css', _cssText: 'p{color:red}' });
    const preload = link(5, { rel: 'preload', as: 'image', imagesrcset: 'https://away.example/b.png' });
    const text = cleaned(picture(preconnect, style, preload));
    expect(text).not.toContain('away.example');
    expect(text).toContain('p{color:red}');
  });

  it('is taken out of what was added and changed later, of links and of nothing else', () => {
    const text = cleaned(
      picture(link(3, {}), {
        type: 2,
        id: 4,
        tagName: 'a',
        attributes: { href: 'https://kept.example/1' },
        childNodes: [],
      }),
      mutation({ adds: [{ parentId: 2, nextId: null, node: link(5, { href: 'https://away.example/1' }) }] }),
      mutation({
        attributes: [
          { id: 3, attributes: { href: 'https://away.example/2' } },
          { id: 5, attributes: { rel: 'dns-prefetch', href: 'https://away.example/3' } },
          { id: 4, attributes: { href: 'https://kept.example/2' } },
        ],
      }),
    );
    expect(text).not.toContain('away.example');
    expect(text).toContain('kept.example/1');
    expect(text).toContain('kept.example/2');
  });

  it('is taken out where a page asks for names to be looked up ahead, or brings a document as text', () => {
    const named = (id: number, tagName: string, attributes: object) => ({ ...link(id, attributes), tagName });
    const text = cleaned(
      picture(
        named(3, 'meta', { 'http-equiv': 'x-dns-prefetch-control', content: 'on' }),
        named(4, 'meta', { name: 'viewport', content: 'width=device-width' }),
        named(5, 'IFRAME', { srcdoc: '<link rel=preconnect href=https://away.example>', title: 'kept' }),
        named(6, 'LINK', { rel: 'preconnect', HREF: 'https://away.example' }),
      ),
      mutation({
        attributes: [
          { id: 4, attributes: { 'HTTP-EQUIV': 'x-dns-prefetch-control' } },
          { id: 5, attributes: { srcDoc: '<link rel=preconnect href=https://away.example>' } },
        ],
      }),
    );
    expect(text).not.toContain('away.example');
    expect(text.toLowerCase()).not.toContain('http-equiv');
    expect(text).toContain('width=device-width');
    expect(text).toContain('kept');
  });

  it('is looked for in pictures of any depth and in events of any shape', () => {
    let node: object = link(9, { href: 'https://away.example' });
    for (let depth = 0; depth < 100_000; depth += 1)
      node = { type: 2, id: 10, tagName: 'div', attributes: {}, childNodes: [node] };
    const deep = picture(node);
    const odd = [null, 'text', [], { node: 7 }, { source: 0, adds: [null], attributes: 'none' }];
    const strange = odd.flatMap((data) => [2, 3].map((type) => ({ type, timestamp: 1, data })));
    new Harmless().clean([deep, ...strange]);
    for (let depth = 0; depth <= 100_000; depth += 1) node = (node as { childNodes: object[] }).childNodes[0] ?? node;
    expect(node).toMatchObject({ tagName: 'link', attributes: {} });
  });
});
