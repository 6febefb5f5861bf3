import type { ServerAnswer, Trouble } from '../../platform/index.js';

type Row = readonly [codes: readonly number[], trouble: Trouble, reason: string, remedy: string];

const LOG = 'see the log of the server';

/**
 * Codes that heal, or that are only slow; numbers as in
 * https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
 */
const TABLE: readonly Row[] = [
  [[243], 'unavailable', 'its disk is full', 'make space there'],
  [[173, 241], 'unavailable', 'it is short of memory', 'give it more, or raise max_memory_usage of the user'],
  [[225, 244, 999], 'unavailable', 'its Keeper does not answer', 'see to ClickHouse Keeper or ZooKeeper'],
  [
    [242],
    'unavailable',
    'the table takes nothing at the moment, as after its session with Keeper ended',
    'see system.replicas, and to ClickHouse Keeper or ZooKeeper',
  ],
  [
    [234, 254, 255, 265, 279, 285, 286, 289, 297, 319, 369, 379, 416, 519, 529, 571],
    'unavailable',
    'servers of its cluster do not answer',
    'see to the cluster',
  ],
  [
    [86, 95, 96, 99, 100, 101, 102, 103, 198, 203, 209, 210, 410, 412, 454, 499],
    'unavailable',
    'a connection was broken or not taken',
    'see that it runs and can be reached',
  ],
  [
    [3, 23, 24, 32, 33, 74, 75, 76, 77, 87, 88, 172, 204, 214, 272, 273, 274, 275, 400, 458, 521, 531],
    'unavailable',
    'it could not read or write its files',
    'see to its disk',
  ],
  [
    [49, 236, 239, 240, 298, 299, 301, 308, 411, 423, 425, 439, 445, 1000, 1001, 1002],
    'unavailable',
    'it failed inside',
    LOG,
  ],
  [
    [159, 160, 394, 735],
    'slow',
    'a statement was cancelled or took longer than it allows',
    'raise max_execution_time of the user',
  ],
  [[201, 202, 216, 364, 367, 745], 'slow', 'it has too much to do', 'see system.processes and the quotas of the user'],
  [
    [252, 388, 517, 692],
    'slow',
    'it has parts to merge and mutations to finish first',
    'see system.merges and system.mutations',
  ],
  [[335, 337, 341, 373, 384, 473, 733], 'slow', 'what is needed is in use', LOG],
  [[164, 472, 495], 'refused', 'the table, server or user is read-only', 'let the user write'],
  [[291, 446, 481, 497], 'refused', 'a right is missing', 'grant it to the user of the URL'],
  [[192, 193, 194, 195, 516], 'refused', 'the user or its password is not taken', 'correct them in the URL'],
  [
    [8, 10, 16, 47, 60, 81, 218],
    'refused',
    'a table, column or database is not there',
    'bring the tables and the data map together',
  ],
  [
    [6, 27, 38, 41, 43, 53, 70, 72, 376],
    'refused',
    'a type does not fit',
    'see the types of the columns in the data map',
  ],
  [
    [469, 524, 420, 48, 344],
    'refused',
    'the table does not allow it',
    'change the table, or the policy in the data map',
  ],
  [[40, 226, 228, 246, 247, 271, 354], 'refused', 'its files are damaged', 'restore them'],
];

const ANSWERS = new Map(
  TABLE.flatMap(([codes, trouble, reason, remedy]) =>
    codes.map((code) => [code, { trouble, reason, remedy }] as const),
  ),
);

/** What a code of ClickHouse means, whatever it is: a server that answers with another code has refused. */
export function answerOfServerCode(code: number): ServerAnswer {
  return ANSWERS.get(code) ?? { trouble: 'refused', reason: 'it answered with an error', remedy: LOG };
}
