import { expect, test } from 'vitest'

import { findVerdict } from './verdict-words.ts'

test.each([
  'This is disinformation.',
  'Officials call it FALSE',
  'a hoax',
  'Kremlin propaganda',
  'DÉSINFORMATION russe',
  'une fausse nouvelle',
  'es un bulo',
  'eine Lüge',
  'Das ist falsch',
  'una bufala',
  'desinformação',
  'nepnieuws',
  'det är falskt',
  'dezinformacja i fałsz',
  'это фейк',
  'дезінформація',
  'o minciună, știri false',
  'yalan haber',
  'خبر كاذب',
  '这是假新闻',
  '偽情報だ',
])('%s gives a verdict', (text) => expect(findVerdict(text)).toBeDefined())

test.each([
  'Residents were told to boil water after a pipe repair.',
  'Falls es regnet, fällt das Fest aus',
  'Alegerile locale au fost amânate',
  'La mairie annonce des travaux',
  'Вода безопасна',
  'She sings falsetto',
  '居民说自来水不安全',
])('%s gives none', (text) => expect(findVerdict(text)).toBeUndefined())
