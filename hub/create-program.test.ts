import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'

import { createProgram } from './create-program.ts'

/** What anyone drives the hub with from outside: never renamed. */
const FIXED = [
  'users invite <email> --role --unit',
  'users link <email>',
  'profiles create --file',
  'profiles approve <id>',
  'profiles list',
  'sources import <file-or-url> --profile',
  'sources list',
  'items count',
  'retention show',
  'retention run',
  'items import <file> --profile --map',
  'narratives list',
  'narratives assignments',
  'feeds parse <path...> --content-type --base',
  'backup [folder]',
  'restore <folder>',
  'doctor',
]

type Leaf = { path: string; command: Command }
const leaves = leavesOf(createProgram(), [])

describe('the operator’s commands', () => {
  test.each(FIXED)('%s', (wanted) => {
    const words = wanted.split(' ')
    const path = words.filter((word) => /^[a-z]/.test(word)).join(' ')
    const leaf = leaves.find((candidate) => candidate.path === path)
    expect(leaf, `there is no command ${path}`).toBeDefined()
    expect(words.filter((word) => /^[<[]/.test(word))).toEqual(leaf?.command.registeredArguments.map(shapeOf))
    const options = leaf?.command.options.map(({ long }) => long)
    expect(options).toEqual(expect.arrayContaining(words.filter((word) => word.startsWith('--'))))
  })

  test.each(leaves)('$path says what it does, how it is typed, and speaks JSON', ({ path, command }) => {
    const help = helpOf(command)
    expect(command.description().length).toBeGreaterThan(15)
    expect(help).toContain(`npm run hub -- ${path}`)
    expect(help).toMatch(new RegExp(`Example:\\n  npm run hub -- ${path}(\\s|$)`))
    expect(help).toContain('--json')
  })

  test.each([
    [['usrs'], "Unknown command 'usrs'. Did you mean users? Add --help to see how it is used."],
    [['users', 'invte'], "Unknown command 'invte'. Did you mean invite? Add --help to see how it is used."],
    [['sources', 'list', '--jsn'], "Unknown option '--jsn'. Did you mean --json? Add --help to see how it is used."],
    [['users', 'link'], "Missing required argument 'email'. Add --help to see how it is used."],
    [
      ['users', 'invite', 'a@b.example', '--unit', 'health'],
      "Required option '--role <role>' not specified. Add --help to see how it is used.",
    ],
    [
      ['items', 'count', 'all'],
      "Too many arguments for 'count'. Expected 0 arguments but got 1: all. Add --help to see how it is used.",
    ],
  ])('%j ends in one sentence', async (words, sentence) => {
    const program = createProgram()
    let written = ''
    for (const { command } of [
      ...leavesOf(program, []),
      { command: program },
      ...program.commands.map((command) => ({ command })),
    ]) {
      command.configureOutput({ ...command.configureOutput(), writeErr: (text) => (written += text) })
    }
    await expect(program.parseAsync(words, { from: 'user' })).rejects.toMatchObject({ exitCode: 1 })
    expect(written).toBe(`${sentence}\n`)
  })
})

function leavesOf(command: Command, above: readonly string[]): Leaf[] {
  return command.commands.flatMap((child) => {
    const path = [...above, child.name()]
    return child.commands.length > 0 ? leavesOf(child, path) : [{ path: path.join(' '), command: child }]
  })
}

function shapeOf(argument: { required: boolean; variadic: boolean; name(): string }): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`
  return argument.required ? `<${name}>` : `[${name}]`
}

function helpOf(command: Command): string {
  let help = ''
  command.configureOutput({ ...command.configureOutput(), writeOut: (text) => (help += text) }).outputHelp()
  return help
}
