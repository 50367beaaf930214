import { spawn } from 'node:child_process'

/** What the server's programs are given: no environment of the operator's reaches them. */
export const PROGRAM_ENV = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
}

/** Runs a program to its end. `code` is null when it could not be started or died by a signal. */
export function runProgram(command: string[]): Promise<{ code: number | null; output: string }> {
  const [file = '', ...args] = command
  return new Promise((resolve) => {
    const child = spawn(file, args, { env: PROGRAM_ENV, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => resolve({ code: null, output: error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
}
