import { describe, expect, it } from 'vitest'
import { acceptAddress } from './address.ts'
import { render } from './letter.ts'
import * as letters from './letters.ts'

const url = 'https://tasks.example.com/confirm-email?token=abc&x=1'
const hostile = `"><img src=x onerror=alert(1)>&'@example.com`
const all = {
  confirmEmail: letters.confirmEmail(url),
  accountExists: letters.accountExists(url, url),
  resetPassword: letters.resetPassword(url),
  passwordChanged: letters.passwordChanged(url),
  approveEmailChange: letters.approveEmailChange(hostile, url),
  confirmNewEmail: letters.confirmNewEmail(hostile, url),
  emailTaken: letters.emailTaken(),
  emailChanged: letters.emailChanged(hostile),
  passkeyAdded: letters.passkeyAdded(url),
  passkeyRemoved: letters.passkeyRemoved(url),
  accountDeleted: letters.accountDeleted(url),
  providerLinked: letters.providerLinked(url),
  providerUnlinked: letters.providerUnlinked(url),
} satisfies Record<keyof typeof letters, unknown>

describe.each(Object.entries(all))('the letter %s', (_name, letter) => {
  const mail = render('ada@example.com', letter)

  it('says the same as text and as HTML', () => {
    for (const paragraph of [...letter.paragraphs, letter.footnote]) {
      expect(mail.text).toContain(paragraph)
      expect(unescape(mail.html)).toContain(paragraph)
    }
    if (letter.action) {
      expect(mail.text).toContain(`\n${letter.action.url}\n`)
      expect(unescape(mail.html)).toContain(`href="${letter.action.url}"`)
    }
  })

  it('lets nothing that was typed become markup', () => {
    expect(mail.html).not.toContain('<img')
    expect(mail.html).not.toMatch(/onerror=alert\(1\)>/)
    const tags = [...mail.html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag)
    const known = ['html', 'head', 'meta', 'title', 'style', 'body', 'table', 'tr', 'td']
    expect([...new Set(tags)].filter((tag) => !known.includes(tag ?? '')).sort()).toEqual(
      letter.action ? ['a', 'br', 'h1', 'p'] : ['h1', 'p'],
    )
  })

  it('fetches nothing when it is opened, and follows a dark theme', () => {
    expect(mail.html).not.toMatch(/<(?:img|link|script|iframe|object)|url\(|@import|<[^>]*\ssrc=/i)
    expect(mail.html).toContain('prefers-color-scheme: dark')
    expect(mail.html).toContain('<meta name="color-scheme" content="light dark">')
  })

  it('has a plain subject', () => {
    expect(mail.subject).toMatch(/^[A-Z][A-Za-z -]+$/)
  })
})

describe('acceptAddress', () => {
  it.each(['ada@example.com', 'a.b+c@sub.example.com', "o'neil@example.ie", 'ä@bücher.example'])(
    'takes %s',
    (address) => {
      expect(acceptAddress(address)).toBe(address)
    },
  )

  it.each([
    'ada@example.com\r\nBcc: eve@evil.example',
    'ada@example.com\nX: y',
    'ada@example.com, eve@evil.example',
    'Ada <ada@example.com>',
    '<ada@example.com>',
    'ada@example.com (eve)',
    '"a b"@example.com',
    'group:a@example.com;',
    'ada@eve@example.com',
    'ada',
    '',
    `${'a'.repeat(250)}@example.com`,
  ])('refuses %j', (address) => {
    expect(() => acceptAddress(address)).toThrow('not one plain address')
  })
})

function unescape(html: string): string {
  const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
  return html.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_all, name: string) => signs[name] ?? '')
}
