const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** 16 bytes as base64url, 22 characters: the form of change and session ids. */
export function idOf(bytes: Uint8Array): string {
  let id = "";
  for (let i = 0; i < 16; i += 3) {
    const triple = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    id += ALPHABET[triple >> 18]! + ALPHABET[(triple >> 12) & 63]!;
    if (i < 15) id += ALPHABET[(triple >> 6) & 63]! + ALPHABET[triple & 63]!;
  }
  return id;
}

export const newId = (): string => idOf(crypto.getRandomValues(new Uint8Array(16)));
