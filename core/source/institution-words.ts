import { listWords } from './term-words.ts'

/** Words of an institution's or an event's name, in small letters: with one of them, capitals do not mean a person. */
export const INSTITUTION_WORDS: ReadonlySet<string> = listWords(`
  academy act agency airport alliance army assembly association authority bank board bridge
  bureau canal castle centre center city coast college commission committee company conference
  congress convention corporation council county court day delta department directorate district election
  elections federation festival forces forum foundation fund government guard health hospital house
  institute island islands law league ministry mission museum nations network office organisation
  organization pact parliament plan police power province railway referendum region register report
  republic river school sea senate service services society state states station street
  summit treaty tribunal union university valley virus water week ministerio comisión consejo
  universidad gobierno banco agencia instituto ministerul ministerstwo ministerstvo ministarstvo minisztérium министерство міністерство
  правительство комиссия агентство университет больница парламент υπουργείο επιτροπή πανεπιστήμιο bakanlığı üniversitesi ministère
  conseil université hôpital gouvernement agence institut ministerium kommission rat universität krankenhaus behörde
  bundestag ministero università ospedale governo agenzia ministério universidade
`)
