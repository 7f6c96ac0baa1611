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

/**
 * A new id, as a UUID of version 7 (RFC 9562): milliseconds first, then chance. Ids made one after another stand side by side in the
 * server's index, so that it writes one page of it and not one for each.
 */
export function newId(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint32(0, now / 0x10000);
  new DataView(bytes.buffer).setUint16(4, now % 0x10000);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return idOf(bytes);
}
