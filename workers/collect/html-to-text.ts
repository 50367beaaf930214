import { cleanHtml } from './clean-html.ts'

/** HTML as plain text in reading order; see `cleanHtml`. */
export function htmlToText(html: string): string {
  return cleanHtml(html, null).text
}
