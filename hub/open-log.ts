import { type Logger, pino } from 'pino'

/** The hub's log: JSON lines on stderr. Of an error it keeps message, code and stack, never the connection it hung on. */
export function openLog(level: string): Logger {
  return pino({ level, serializers: { error: describeError } }, pino.destination({ dest: 2, sync: false }))
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  return { message: error.message, code: 'code' in error ? error.code : undefined, stack: error.stack }
}
