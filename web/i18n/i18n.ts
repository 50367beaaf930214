import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'

import { chooseLocale, FORMAT_LOCALES } from './choose-locale.ts'
import { en } from './messages.ts'
import { accentText } from './pseudo.ts'

/** The language of the interface for this page load; another one is chosen by `?lang=` and a reload. */
export const locale = chooseLocale(globalThis.location?.search ?? '', globalThis.localStorage)

export const isPseudo = locale === 'qps'

/** The locales `Intl` formats with: real ones, the pseudo-locale included. */
export const formatLocales = FORMAT_LOCALES[locale]

/** The one translator. Messages are compiled on first use, without `eval`. */
export const i18n = setupI18n()
i18n.setMessagesCompiler((message) =>
  isPseudo ? ['[', ...compileMessage(message, accentText), ']'] : compileMessage(message),
)
i18n.load(locale, en)
i18n.activate(locale, [...formatLocales])
