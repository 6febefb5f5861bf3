import type { Command } from 'commander';
import type { FileTerms } from '../../requests/index.js';

/** What is said about a file of ids on the command line. */
export interface FileOptions {
  readonly file?: string;
  readonly header?: boolean;
  readonly column?: string;
}

/** The options of a command that takes a file of ids. */
export function fileOptions(command: Command): Command {
  return command
    .option('--file <csv>', 'a CSV file of ids')
    .option('--column <name or number>', 'which column of the file holds the ids, where it cannot be told')
    .option('--header', 'the first row of the file names its columns')
    .option('--no-header', 'the first row of the file is an id like the others');
}

export function fileTerms({ header, column }: FileOptions): FileTerms {
  return { ...(header === undefined ? {} : { header }), ...(column === undefined ? {} : { column }) };
}
