/** Longer addresses are no longer read by any browser or server. */
export const PAGE_ADDRESS_MAX = 2000

/**
 * The addresses to try, in order, for what a person typed as a site or page: a full http(s) address alone; a bare host with
 * or without a path as https: and then http:. Empty when the words cannot be an address of the web. `feed:` in front of an
 * address is left away, since browsers still put it there.
 */
export function addressesToTry(typed: string): string[] {
  const words = typed
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://')
  if (words === '' || words.length > PAGE_ADDRESS_MAX || /\s/.test(words)) return []
  if (/^https?:\/\//i.test(words)) return readable(words)
  if (words.startsWith('//')) return [...readable(`https:${words}`), ...readable(`http:${words}`)]
  if (/^[a-z][a-z\d+.-]*:(?!\d)/i.test(words)) return []
  const host = words.split(/[/?#]/, 1)[0] ?? ''
  if (!host.includes('.') && !host.startsWith('[') && !/^localhost(?::\d+)?$/i.test(host)) return []
  return [...readable(`https://${words}`), ...readable(`http://${words}`)]
}

function readable(address: string): string[] {
  if (!URL.canParse(address)) return []
  const url = new URL(address)
  return url.hostname === '' ? [] : [url.href]
}
