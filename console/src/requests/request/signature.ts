/** `unsupported`: this browser cannot tell, or not on a page that came without https. */
export type SignatureCheck = 'verified' | 'broken' | 'unsupported';

interface Signed {
  readonly bytes: ArrayBuffer;
  readonly signature: ArrayBuffer;
  /** SPKI PEM. */
  readonly publicKey: string;
}

/** Checks an Ed25519 signature with what the browser itself knows of it. */
export async function checkSignature({ bytes, signature, publicKey }: Signed): Promise<SignatureCheck> {
  const algorithm = { name: 'Ed25519' };
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('spki', derOf(publicKey), algorithm, false, ['verify']);
  } catch {
    return 'unsupported';
  }
  return (await crypto.subtle.verify(algorithm, key, signature, bytes)) ? 'verified' : 'broken';
}

/** Whether a key is the one that an id names: the first 16 hex digits of the SHA-256 of its DER. True where that cannot be told here. */
export async function isKeyOf(keyId: string, publicKey: string): Promise<boolean> {
  // Pages without https have none, whatever the types say.
  if ((crypto.subtle as SubtleCrypto | undefined) === undefined) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', derOf(publicKey)));
  const hex = [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex === keyId;
}

function derOf(pem: string): Uint8Array<ArrayBuffer> {
  const base64 = pem
    .split('\n')
    .filter((line) => !line.startsWith('-----'))
    .join('');
  return Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0));
}
