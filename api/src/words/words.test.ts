import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toWords } from './words.ts'

describe('the words of a text', () => {
  it.each<[string, string[]]>([
    ['Water the plants!', ['water', 'the', 'plants']],
    ['', []],
    [' -- …*', []],
    ['Crème brûlée', ['creme', 'brulee']],
    ['Cre\u0300me', ['creme']],
    ['STRASSE Straße STRAẞE', ['strasse', 'strasse', 'strasse']],
    ['Łódź, København, Đorđe, smörgåsbord', ['lodz', 'kobenhavn', 'dorde', 'smorgasbord']],
    ['İstanbul ılık', ['istanbul', 'ilik']],
    ['ΟΔΥΣΣΕΎΣ Οδυσσεύς', ['οδυσσευσ', 'οδυσσευσ']],
    ['Ещё раз', ['еще', 'раз']],
    ['שָׁלוֹם', ['שלום']],
    ['مُحَمَّد', ['محمد']],
    ['की का', ['की', 'का']],
    ['ｆｕｌｌ ① ﬁne', ['full', '1', 'fine']],
    ['한국어', ['한국어']],
    ['日本語 text', ['日', '本', '語', 'text']],
    ['がか', ['が', 'か']],
    ['e-mail_v2 10:30', ['e', 'mail', 'v2', '10', '30']],
    ['buy 🌱🪴 now', ['buy', '🌱', '🪴', 'now']],
    ['🇩🇪🇫🇷', ['🇩🇪', '🇫🇷']],
  ])('%j', (text, words) => {
    expect(toWords(text)).toEqual(words)
  })

  it('are cut where a longer one would not fit an index', () => {
    expect(toWords('𝒳x'.repeat(100))).toEqual(['x'.repeat(64)])
    expect(toWords(`${'𐐨'.repeat(65)} b`)).toEqual(['𐐨'.repeat(64), 'b'])
  })

  it('are their own words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const word of toWords(text)) expect(toWords(word)).toEqual([word])
      }),
      { numRuns: 2000 },
    )
  })

  it('do not depend on case or on how a letter is put together', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('aÄßçñőİıΣςéЁй한が🌱 -')) })
    fc.assert(
      fc.property(text, (given) => {
        const words = toWords(given)
        expect(toWords(given.normalize('NFD'))).toEqual(words)
        expect(toWords(given.toUpperCase())).toEqual(words)
      }),
    )
  })

  it('hold nothing that ends a range of words or parts them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toWords(text).join('')).not.toMatch(/[\s\0%_\\\u{10ffff}]/u)
      }),
    )
  })
})
