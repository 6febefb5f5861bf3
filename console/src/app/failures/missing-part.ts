import { Problem } from '../../api/problem';
import { serverAnswers } from './server-answers';

/** A file of the console that the server does not have, as after a new version. Its message is the browser's, by which the router loads the page anew once. */
export class MissingPart extends Error {}

/**
 * Fetches a part of the console, such as a page.
 * @throws MissingPart where the server has no such file
 * @throws Problem where there is no connection: loading the page anew would lose the console altogether
 */
export async function fetchPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    if (!(await serverAnswers())) throw new Problem(0, 'offline', '');
    throw new MissingPart(error instanceof Error ? error.message : '');
  }
}
