import { type JudgedRow, ROW_FATES, type RowFate } from '@hub/core/intake/judge-rows.ts'

import { formatDay, formatList, formatNumber, languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Badge, type BadgeTone } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'

const SHOWN = 8
/** So many of each fate that keeps a row out are shown before the rest of the place goes to those that would be stored. */
const SHOWN_OF_EACH = 2
const TEXT_SHOWN = 160
const TONES: Record<RowFate, BadgeTone> = {
  stored: 'good',
  unmatched: 'warning',
  repeated: 'neutral',
  refused: 'danger',
}

type Props = {
  rows: readonly JudgedRow[]
  /** Whether these are all rows of the file. */
  isWhole: boolean
  /** Whether a watch profile was chosen, whose terms decide. */
  isJudged: boolean
}

/** The first rows with what would become of each: stored, matched by no term, a repeat, or refused and why. */
export function ImportPreview({ rows, isWhole, isJudged }: Props) {
  const of = (fate: RowFate) => rows.filter((row) => row.fate === fate)
  const shown = [
    ...ROW_FATES.filter((fate) => fate !== 'stored').flatMap((fate) => of(fate).slice(0, SHOWN_OF_EACH)),
    ...of('stored'),
  ]
    .slice(0, SHOWN)
    .toSorted((a, b) => a.row - b.row)
  const counts = ROW_FATES.filter((fate) => fate === 'stored' || of(fate).length > 0).map((fate) =>
    t(`intake.fateCount.${fate}`, { count: of(fate).length }),
  )
  return (
    <Panel title={t('intake.preview')} isFlush={rows.length > 0}>
      {rows.length === 0 ? (
        <Notice tone="warning">{t('intake.previewNone')}</Notice>
      ) : (
        <>
          <DataTable caption={t('intake.preview')} columns={columns()} rows={shown} rowKey={({ row }) => String(row)} />
          <p className="ImportPreview-sum secondary" role="status">
            {t(isWhole ? 'intake.previewAll' : 'intake.previewSome', {
              count: rows.length,
              fates: formatList(counts),
            })}{' '}
            {isJudged ? null : t('intake.previewUnjudged')}
          </p>
        </>
      )}
    </Panel>
  )
}

const columns = (): readonly Column<JudgedRow>[] => [
  { id: 'row', title: t('intake.row'), align: 'end', cell: ({ row }) => formatNumber(row) },
  { id: 'item', title: t('intake.item'), isLead: true, cell: (row) => <PreviewedItem judged={row} /> },
  {
    id: 'published',
    title: t('intake.field.publishedAt'),
    cell: ({ reading }) => (reading.ok && reading.item.publishedAt ? formatDay(reading.item.publishedAt) : null),
  },
  {
    id: 'publisher',
    title: t('intake.field.publisher'),
    cell: ({ reading }) =>
      reading.ok ? <Content>{reading.item.publisher ?? hostOf(reading.item.url)}</Content> : null,
  },
  {
    id: 'language',
    title: t('intake.field.language'),
    cell: ({ reading }) =>
      reading.ok ? (reading.item.language ? languageName(reading.item.language) : t('intake.languageTold')) : null,
  },
]

function PreviewedItem({ judged: { reading, fate, matchedTerms } }: { judged: JudgedRow }) {
  return (
    <div className="ImportPreview-item">
      <Badge tone={TONES[fate]}>{t(`intake.fate.${fate}`)}</Badge>
      {reading.ok ? (
        <strong>
          <Content>{reading.item.title}</Content>
        </strong>
      ) : (
        <Content>{reading.reason}</Content>
      )}
      <span className="secondary">
        <Content>{(reading.ok ? reading.item.text : reading.shown).slice(0, TEXT_SHOWN)}</Content>
      </span>
      {matchedTerms.length > 0 ? (
        <span className="secondary">
          {t('intake.matches')} <Content>{formatList([...matchedTerms])}</Content>
        </span>
      ) : null}
    </div>
  )
}

function hostOf(url: string | null): string {
  return url === null ? '' : new URL(url).hostname
}
