/**
 * An address found in a feed as absolute http(s), resolved against the base that applies to it. Null for other schemes,
 * for what cannot be parsed, and for relative addresses without a base. Never throws.
 */
export function resolveUrl(raw: string | null | undefined, baseUrl: string | null): string | null {
  const written = raw?.trim().replace(/[\t\r\n]+/g, '') ?? ''
  if (written === '') return null
  const url = tryParse(written, baseUrl)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== ''
    ? url.href
    : null
}

/** A base narrowed by a further `xml:base`, which may itself be relative. */
export function narrowBase(baseUrl: string | null, xmlBase: string | null | undefined): string | null {
  return resolveUrl(xmlBase, baseUrl) ?? baseUrl
}

function tryParse(written: string, baseUrl: string | null): URL | null {
  try {
    return new URL(written, baseUrl ?? undefined)
  } catch {
    return null
  }
}
