/** Where a JSON object may start after what a server printed before it. */
const MAX_PREFIX = 100_000

/**
 * Reads JSON as feeds break it: words of the server before it, raw line breaks inside strings, a download that was cut. Of
 * a cut list the whole entries are kept. Returns undefined when nothing can be read; never throws.
 */
export function readLenientJson(text: string): unknown {
  const start = text.slice(0, MAX_PREFIX).search(/[{[]\s*["{\]}]/)
  if (start === -1) return undefined
  const body = start === 0 ? text : text.slice(start)
  const whole = tryJson(body)
  if (whole !== undefined) return whole
  const scan = scanJson(body)
  return tryJson(scan.escaped) ?? tryJson(scan.closed)
}

function tryJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/**
 * One pass over broken JSON. `escaped` ends where the first value ends and has control characters in strings escaped;
 * `closed` is the same up to the last whole value at entry depth, with what is open there closed.
 */
function scanJson(text: string): { escaped: string; closed: string } {
  const parts: string[] = []
  const open: string[] = []
  let copied = 0
  let isInString = false
  let lastWhole = { parts: 0, closers: '' }
  const copyTo = (end: number) => {
    if (end > copied) parts.push(text.slice(copied, end))
    copied = end
  }
  let at = 0
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (isInString) {
      if (code === 0x5c) at += 1
      else if (code === 0x22) isInString = false
      else if (code < 0x20) {
        copyTo(at)
        parts.push(JSON.stringify(text[at]).slice(1, -1))
        copied = at + 1
      }
    } else if (code === 0x22) isInString = true
    else if (code === 0x7b) open.push('}')
    else if (code === 0x5b) open.push(']')
    else if (code === 0x7d || code === 0x5d) {
      open.pop()
      if (open.length === 0) break
      if (open.length === 2 && code === 0x7d) {
        copyTo(at + 1)
        lastWhole = { parts: parts.length, closers: open.toReversed().join('') }
      }
    }
  }
  copyTo(Math.min(at + 1, text.length))
  return { escaped: parts.join(''), closed: parts.slice(0, lastWhole.parts).join('') + lastWhole.closers }
}
