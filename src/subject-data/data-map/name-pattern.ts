/** Whether a word is the pattern's, in which `*` stands for any letters. Costs no more than both are long. */
export function fitsPattern(word: string, pattern: string): boolean {
  const [head = '', ...more] = pattern.split('*');
  const tail = more.pop();
  if (tail === undefined) return word === head;
  if (word.length < head.length + tail.length || !word.startsWith(head) || !word.endsWith(tail)) return false;
  let from = head.length;
  for (const part of more) {
    const at = word.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from + tail.length <= word.length;
}
