import type { RouteRuleId, UnitId } from '../ids.ts'
import { foldText } from '../item/fold-text.ts'
import { type Severity, SEVERITIES } from '../resist/assessment.ts'

/** A routing rule. Empty lists mean any. Rules are tried by `position`; the first that fits decides unless it `continues`. */
export type RouteRule = {
  id: RouteRuleId
  position: number
  title: string
  terms: readonly string[]
  countries: readonly string[]
  languages: readonly string[]
  minSeverity: Severity
  unitIds: readonly UnitId[]
  continues: boolean
  isCatchAll: boolean
  enabled: boolean
}

/** What an alert is about: its narrative's words, and where and in what languages it is told. */
export type AlertFacts = {
  severity: Severity
  title: string
  keyTerms: readonly string[]
  texts: readonly string[]
  countries: readonly string[]
  languages: readonly string[]
}

export type MatchedRule = { ruleId: string; title: string; because: string[] }
export type RoutedUnit = { unitId: UnitId; matchedRules: MatchedRule[] }

/**
 * Decides which units an alert goes to and why. Each unit appears once, with every rule that sent it there. When no rule
 * fits, the catch-all takes it; should that be missing, the coordination unit does: an alert always reaches somebody.
 */
export function routeAlert(rules: readonly RouteRule[], facts: AlertFacts, coordinationUnitId: UnitId): RoutedUnit[] {
  const routed = new Map<UnitId, MatchedRule[]>()
  const words = { title: foldWords([facts.title]), keyTerms: foldWords(facts.keyTerms), texts: foldWords(facts.texts) }
  const ordered = rules
    .filter(({ enabled, isCatchAll }) => enabled && !isCatchAll)
    .sort((a, b) => a.position - b.position)
  for (const rule of ordered) {
    const because = explainMatch(rule, facts, words)
    if (!because) continue
    addUnits(routed, rule.unitIds, { ruleId: rule.id, title: rule.title, because })
    if (!rule.continues) break
  }
  if (routed.size === 0)
    addCatchAll(
      routed,
      rules.find(({ isCatchAll }) => isCatchAll),
      coordinationUnitId,
    )
  return [...routed].map(([unitId, matchedRules]) => ({ unitId, matchedRules }))
}

function addCatchAll(
  routed: Map<UnitId, MatchedRule[]>,
  catchAll: RouteRule | undefined,
  coordinationUnitId: UnitId,
): void {
  if (catchAll) {
    addUnits(routed, catchAll.unitIds, {
      ruleId: catchAll.id,
      title: catchAll.title,
      because: ['No other rule fits, so the catch-all takes it.'],
    })
  } else {
    addUnits(routed, [coordinationUnitId], {
      ruleId: 'none',
      title: 'No rule',
      because: ['No rule fits and there is no catch-all: the coordination unit takes it.'],
    })
  }
}

function addUnits(routed: Map<UnitId, MatchedRule[]>, unitIds: readonly UnitId[], matched: MatchedRule): void {
  for (const unitId of unitIds) routed.set(unitId, [...(routed.get(unitId) ?? []), matched])
}

type FoldedWords = { title: string; keyTerms: string; texts: string }

/** The reasons why a rule fits, or undefined when it does not. Every list that is not empty has to fit. */
function explainMatch(rule: RouteRule, facts: AlertFacts, words: FoldedWords): string[] | undefined {
  if (SEVERITIES.indexOf(facts.severity) > SEVERITIES.indexOf(rule.minSeverity)) return undefined
  const because: string[] = []
  if (rule.terms.length > 0) {
    const found = distinctTerms(rule.terms)
      .map((term) => explainTerm(term, words))
      .filter((reason) => reason !== undefined)
    if (found.length === 0) return undefined
    because.push(...found)
  }
  if (rule.countries.length > 0) {
    const shared = rule.countries.filter((country) => facts.countries.includes(country))
    if (shared.length === 0) return undefined
    because.push(`published in ${shared.join(', ')}`)
  }
  if (rule.languages.length > 0) {
    const shared = rule.languages.filter((language) => facts.languages.includes(language))
    if (shared.length === 0) return undefined
    because.push(`in ${shared.join(', ')}`)
  }
  because.push(
    rule.minSeverity === 'S4'
      ? `severity ${facts.severity}`
      : `severity ${facts.severity}, and the rule asks for ${rule.minSeverity} or more urgent`,
  )
  return because
}

/** Terms that fold to the same words (“election”, “élection”) are one reason, not two. */
function distinctTerms(terms: readonly string[]): string[] {
  const folded = terms.map((term) => foldWords([term]))
  return terms.filter((_, index) => folded.indexOf(folded[index] ?? '') === index)
}

function explainTerm(term: string, words: FoldedWords): string | undefined {
  const needle = foldWords([term])
  if (needle === ' ') return undefined
  if (words.title.includes(needle)) return `“${term}” in the headline`
  if (words.keyTerms.includes(needle)) return `“${term}” among the key terms`
  return words.texts.includes(needle) ? `“${term}” in its items` : undefined
}

/** Folded words between single spaces, so that a term is found whole. A trailing `*` leaves the end open. */
function foldWords(texts: readonly string[]): string {
  const words = texts.flatMap((text) => [...(foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []), '|'])
  const isPrefix = texts.length === 1 && (texts[0] ?? '').trimEnd().endsWith('*')
  const joined = words.slice(0, -1).join(' ')
  return isPrefix ? ` ${joined}` : ` ${joined}${joined === '' ? '' : ' '}`
}
