import type { Plugin } from 'vite'

const FOREIGN_STRINGS = /react-(?:aria|stately|aria-components)\/(?:dist\/private|dist|i18n)\/.*(?<!en-US)\.mjs$/
const LOCALE_FILE = /\/[a-z]{2}-[A-Z]{2}\.mjs$/

/** Leaves out the component library's own strings in languages the hub has no catalogue for: 30 copies of each. */
export function keepEnglishStrings(): Plugin {
  return {
    name: 'keep-english-strings',
    enforce: 'pre',
    load(id) {
      return LOCALE_FILE.test(id) && FOREIGN_STRINGS.test(id) ? 'export default {}' : null
    },
  }
}
