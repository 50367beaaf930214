import type { TipFault } from '../read-tip.ts'

/** Everything the public form says, in one language. The form is served without the web app, so its words stand here. */
export type TipPageWords = {
  title: string
  lead: string
  privacy: string
  link: string
  linkHint: string
  text: string
  textHint: string
  place: string
  placeHint: string
  language: string
  languageUnknown: string
  optional: string
  send: string
  thanks: string
  thanksWhat: string
  another: string
  mend: string
  fault: Record<TipFault, string>
  closed: string
  closedWhat: string
  tooMany: string
  tooManyWhat: string
  full: string
  fullWhat: string
  hasty: string
  hastyWhat: string
  tooLarge: string
  tooLargeWhat: string
  leaveEmpty: string
  languages: string
}
