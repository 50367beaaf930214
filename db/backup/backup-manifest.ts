import { z } from 'zod'

/** What a backup folder says of itself: enough to refuse a wrong one and to prove a right one restored. */
export const backupManifestSchema = z.object({
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  serverVersion: z.string(),
  migrations: z.array(z.string()),
  /** The oldest partitioned row, so that its months exist before rows are copied in. */
  oldestAt: z.iso.datetime().nullable(),
  tables: z.array(z.object({ schema: z.string(), name: z.string(), rows: z.number().int(), rowHash: z.string() })),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), lastValue: z.string(), isCalled: z.boolean() })),
})
export type BackupManifest = z.infer<typeof backupManifestSchema>

/** The file of one table inside the backup folder. */
export function tableFileName(table: { schema: string; name: string }): string {
  return `${table.schema}.${table.name}.copy.gz`
}
