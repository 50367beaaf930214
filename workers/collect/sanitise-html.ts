import { cleanHtml } from './clean-html.ts'

/** HTML that is safe to store and to show; see `cleanHtml`. */
export function sanitiseHtml(html: string, baseUrl: string | null): string {
  return cleanHtml(html, baseUrl).html
}
