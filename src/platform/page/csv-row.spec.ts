import { csvRow } from './csv-row.js';

describe('a row of a CSV file', () => {
  it('is parted by commas and ended as RFC 4180 says', () => {
    expect(csvRow(['a', '', 'two words', '1.5'])).toBe('a,,two words,1.5\r\n');
  });

  it('quotes what would part or end a cell', () => {
    expect(csvRow(['a,b', 'say "yes"', 'a;b', 'two\nlines', ' led'])).toBe(
      '"a,b","say ""yes""","a;b","two\nlines"," led"\r\n',
    );
  });

  it.each(['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '"=1', '\uFF1D1'])('makes no formula of %j', (text) => {
    expect(csvRow([text])).toMatch(/^"?'/);
  });

  it('makes no formula of what a semicolon parts', () => {
    expect(csvRow(['a;=1+1'])).toBe('"a;\'=1+1"\r\n');
  });

  it('leaves numbers as they are', () => {
    expect(csvRow(['-1', '+2.5'])).toBe('-1,+2.5\r\n');
  });
});
