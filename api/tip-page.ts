import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

import type { TipFault, TipWords } from '@hub/core/tip/read-tip.ts'
import { TIP_PLACE_MAX, TIP_TEXT_MAX } from '@hub/core/tip/tip.ts'
import { TIP_LANGUAGES, type TipLanguage } from '@hub/core/tip/words/choose-words.ts'
import type { TipPageWords } from '@hub/core/tip/words/tip-words.ts'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>
type Page = { language: TipLanguage; words: TipPageWords }
export type TipNotice = 'closed' | 'tooMany' | 'full' | 'tooLarge' | 'hasty' | 'thanks'

/** Languages a claim is most often in, offered by their own names. */
const CLAIM_LANGUAGES = [
  'ar',
  'bg',
  'bn',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'et',
  'fa',
  'fi',
  'fr',
  'hi',
  'hr',
  'hu',
  'id',
  'it',
  'ja',
  'ko',
  'lt',
  'lv',
  'nl',
  'no',
  'pl',
  'pt',
  'ro',
  'ru',
  'sk',
  'sl',
  'sr',
  'sv',
  'sw',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh',
]

export type TipForm = { sent: TipWords; faults: readonly TipFault[]; notice: TipNotice | null }

/** The form as a plain page: no script, no image, nothing from elsewhere. What was sent stands in it again. */
export function tipFormPage(page: Page, form: TipForm): Html {
  const { words } = page
  const { sent, faults, notice } = form
  const faultOf = (field: string) => faults.find((fault) => fault.startsWith(`${field}.`))
  return frame(
    page,
    faults.length > 0 ? `${words.mend} ${words.title}` : words.title,
    html`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      <p class="note">${words.privacy}</p>
      ${
        notice === null
          ? ''
          : html`<div class="fault" role="alert">
              <h2>${words[notice]}</h2>
              <p>${words[whatOf(notice)]}</p>
            </div>`
      }
      ${
        faults.length === 0
          ? ''
          : html`<div class="fault" role="alert">
              <h2>${words.mend}</h2>
              <ul>
                ${faults.map((fault) => html`<li><a href="#${fieldOf(fault)}">${words.fault[fault]}</a></li>`)}
              </ul>
            </div>`
      }
      <form method="post" action="/tip?lang=${page.language}" accept-charset="utf-8" autocomplete="off">
        <input type="hidden" name="openedAt" value="${sent.openedAt}" />
        ${field(
          words,
          { name: 'link', label: words.link, hint: words.linkHint, fault: faultOf('link') },
          (own) => html`<input ${own} type="text" inputmode="url" maxlength="2000" value="${sent.link}" />`,
        )}
        ${field(
          words,
          { name: 'text', label: words.text, hint: words.textHint, fault: faultOf('text') },
          (own) => html`<textarea ${own} rows="7" maxlength="${String(TIP_TEXT_MAX)}">${sent.text}</textarea>`,
        )}
        ${field(
          words,
          { name: 'place', label: words.place, hint: words.placeHint, fault: faultOf('place') },
          (own) => html`<input ${own} type="text" maxlength="${String(TIP_PLACE_MAX)}" value="${sent.place}" />`,
        )}
        <div class="field">
          <label for="language">${words.language} <span>(${words.optional})</span></label>
          <select id="language" name="language">
            <option value="">${words.languageUnknown}</option>
            ${CLAIM_LANGUAGES.map(
              (code) =>
                html`<option value="${code}" lang="${code}" ${raw(code === sent.language ? 'selected' : '')}>
                  ${nameOf(code)}
                </option>`,
            )}
          </select>
        </div>
        <div class="trap" aria-hidden="true">
          <label for="website">${words.leaveEmpty}</label>
          <input id="website" name="website" type="text" tabindex="-1" autocomplete="off" />
        </div>
        <button type="submit">${words.send}</button>
      </form>`,
  )
}

/** A page that says one thing: thanks, or why no tip is taken. */
export function tipNoticePage(page: Page, notice: TipNotice): Html {
  const { words, language } = page
  return frame(
    page,
    words[notice],
    html`<h1>${words[notice]}</h1>
      <p>${words[whatOf(notice)]}</p>
      ${notice === 'thanks' ? html`<p><a href="/tip?lang=${language}">${words.another}</a></p>` : ''}`,
  )
}

function frame({ language, words }: Page, title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="/tip/form.css" />
      </head>
      <body>
        <main>${content}</main>
        <footer>
          <nav aria-label="${words.languages}">
            ${Object.keys(TIP_LANGUAGES).map(
              (code) =>
                html`<a
                  href="/tip?lang=${code}"
                  lang="${code}"
                  hreflang="${code}"
                  ${raw(code === language ? 'aria-current="true"' : '')}
                  >${nameOf(code)}</a
                > `,
            )}
          </nav>
        </footer>
      </body>
    </html>`
}

type Field = { name: 'link' | 'text' | 'place'; label: string; hint: string; fault: TipFault | undefined }

function field(
  words: TipPageWords,
  { name, label, hint, fault }: Field,
  control: (own: HtmlEscapedString) => Html,
): Html {
  const described = fault === undefined ? `${name}-hint` : `${name}-hint ${name}-fault`
  const invalid = fault === undefined ? '' : ' aria-invalid="true"'
  return html`<div class="field">
    <label for="${name}">${label} ${name === 'place' ? html`<span>(${words.optional})</span>` : ''}</label>
    <p id="${name}-hint" class="hint">${hint}</p>
    ${fault === undefined ? '' : html`<p id="${name}-fault" class="wrong">${words.fault[fault]}</p>`}
    ${control(raw(`id="${name}" name="${name}" aria-describedby="${described}"${invalid}`))}
  </div>`
}

function whatOf(notice: TipNotice): `${TipNotice}What` {
  return `${notice}What`
}

function fieldOf(fault: TipFault): string {
  return fault.slice(0, fault.indexOf('.'))
}

function nameOf(code: string): string {
  return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code
}
