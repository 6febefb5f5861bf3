/** Random, since a pattern is refused. */
export const TEST_MASTER_KEY = '77aad79ad80dfa619738d3d85aa7aad3999b1ae870ce2705ab5ed2b8a24ccf4e';
