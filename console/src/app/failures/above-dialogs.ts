/** The height of what stands above a dialog that is open. Dialogs of pages stand at 200, and what is told in passing at 400. */
export const ABOVE_DIALOGS = 300;
