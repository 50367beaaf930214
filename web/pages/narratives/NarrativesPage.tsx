export function NarrativesPage() {
  return null
}
