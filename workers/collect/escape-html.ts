const SPECIAL = /[&<>"]/
const REPLACEMENTS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Plain text as HTML, safe as text and inside double quotes. */
export function escapeHtml(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[&<>"]/g, (sign) => REPLACEMENTS[sign] ?? sign) : text
}
