/** Characters of a header's name, and of a value that tells a source, beyond which only the beginning is told. */
export const SHORT_NAME = 1_000;
export const SHORT_VALUE = 4_000;
