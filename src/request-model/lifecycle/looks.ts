/** A download that came to its end, by somebody who signed in. */
export const BY_DOWNLOAD = 'download';
/** A followed link; it proves nothing by itself, since mail scanners and polling tools follow links. */
export const BY_LINK = 'link';

/** Manners that Habeas writes down itself and nobody else: looks at an answer, which are no hand-overs of it. */
export const LOOKS: readonly string[] = [BY_DOWNLOAD, BY_LINK];
