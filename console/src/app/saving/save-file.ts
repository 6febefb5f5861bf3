/** Long enough for a browser to have begun to save it. */
const KEPT_MILLISECONDS = 60_000;

/** Gives a file to the browser, which saves it under this name. */
export function saveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MILLISECONDS);
}
