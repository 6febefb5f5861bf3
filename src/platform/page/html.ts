const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in an element or in a quoted attribute. Control characters, which HTML forbids, become U+FFFD. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '').replace(/[^\P{Cc}\t\n\r]/gu, '\uFFFD');
}

/** HTML that may be put into HTML as it is; made by `html` alone. */
export class Html {
  constructor(readonly source: string) {}
}

type Part = string | number | Html | null | readonly Part[];

/** A piece of HTML in which everything put in is escaped, save what is `Html` already. Null puts in nothing. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(literals.map((literal, index) => literal + sourceOf(parts[index] ?? null)).join(''));
}

function sourceOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.source;
  if (typeof part === 'object') return part.map((one) => sourceOf(one)).join('');
  return escapeHtml(String(part));
}
