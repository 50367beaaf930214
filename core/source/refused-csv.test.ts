import { expect, test } from 'vitest'

import { refusedCsv } from './refused-csv.ts'

test('quotes what must be quoted and defuses what a spreadsheet would calculate', () => {
  const rows = [
    { position: 1, line: 7, text: '=HYPERLINK("https://x.example")', reason: 'It is "wrong", so', todo: 'Look again.' },
    { position: 2, line: null, text: '-1+1', reason: 'a\nb', todo: '@home' },
  ]
  expect(refusedCsv(rows)).toBe(
    '\uFEFFline,entry,why,what to do\r\n' +
      `7,"'=HYPERLINK(""https://x.example"")","It is ""wrong"", so",Look again.\r\n` +
      `,'-1+1,"a\nb",'@home\r\n`,
  )
})
