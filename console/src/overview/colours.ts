/** A hue a kind and a lightness a law: blue and orange are told apart by everybody, and both by how light they are. */
export const COLOURS = {
  export: { GDPR: '#1971c2', CCPA: '#74c0fc' },
  deletion: { GDPR: '#e8590c', CCPA: '#ffc078' },
} as const;
