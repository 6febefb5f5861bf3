/** What the policy of contents asks of each `<style>` that is made at run time; the server writes a new one into each page. */
export function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
