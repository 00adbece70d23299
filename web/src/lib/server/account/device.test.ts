import { describe, expect, it } from 'vitest'
import { deviceOf } from './device.ts'

const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'
const blink = 'AppleWebKit/537.36 (KHTML, like Gecko)'

describe('a device', () => {
  it.each([
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Chrome/143.0.0.0 Safari/537.36`,
      'desktop',
      'Chrome on Windows',
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0`,
      'desktop',
      'Microsoft Edge on Windows',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
      'desktop',
      'Firefox on Linux',
    ],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/26.1 Safari/605.1.15`,
      'desktop',
      'Safari on macOS',
    ],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) ${webkit} Version/26.1 Mobile/15E148 Safari/604.1`,
      'phone',
      'Safari on iPhone',
    ],
    [
      `Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) ${webkit} Version/26.1 Mobile/15E148 Safari/604.1`,
      'tablet',
      'Safari on iPad',
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${blink} Chrome/143.0.0.0 Mobile Safari/537.36`,
      'phone',
      'Chrome on Android',
    ],
    ['curl/8.5.0', 'program', 'curl'],
    ['Java-http-client/21.0.2', 'program', 'Java-http-client'],
    ['node', 'program', 'node'],
    ['Mozilla/5.0', 'unknown', 'Unknown browser'],
    ['<b>', 'unknown', 'Unknown device'],
    ['', 'unknown', 'Unknown device'],
    [null, 'unknown', 'Unknown device'],
  ] as const)('%j is a %s: %s', (userAgent, kind, name) => {
    expect(deviceOf(userAgent)).toEqual({ kind, name })
  })
})
