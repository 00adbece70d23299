import { describe, expect, it } from 'vitest'
import { echoErrors, readLogLine } from './echo.ts'

function listen(options: { everything: boolean; ready: boolean }) {
  const said: string[] = []
  const report = {
    step: <T>(_name: unknown, run: () => Promise<T>) => run(),
    line: (text: string) => void said.push(text),
    problem: (text: string) => void said.push(text),
  }
  const echo = echoErrors(report, {
    everything: options.everything,
    isReady: () => options.ready,
  })
  return { said, echo }
}

describe('echoErrors', () => {
  it('shows an error once, and nothing below an error', () => {
    const { said, echo } = listen({ everything: false, ready: true })
    echo('api', '{"level":30,"msg":"request"}')
    echo('api', '{"level":50,"msg":"the database is gone"}')
    echo('api', '{"level":50,"msg":"the database is gone"}')
    expect(said).toEqual(['api: the database is gone'])
  })

  it('waits with errors until everything is up', () => {
    const { said, echo } = listen({ everything: false, ready: false })
    echo('api', '{"level":60,"msg":"no database yet"}')
    expect(said).toEqual([])
  })

  it('shows every line while watching', () => {
    const { said, echo } = listen({ everything: true, ready: false })
    echo('web', 'page reload')
    echo('api', '{"level":30,"msg":"listening"}')
    expect(said).toEqual(['web  page reload', 'api  listening'])
  })
})

describe('readLogLine', () => {
  it.each([
    ['{"level":30,"msg":"a"}', { level: 30, text: 'a' }],
    ['{"level":"error","message":"b"}', { level: 50, text: 'b' }],
    [
      '{"level":30,"method":"GET","route":"/v1/me","status":200}',
      { level: 30, text: 'GET /v1/me 200' },
    ],
    ['plain words', { level: 50, text: 'plain words' }],
    ['', { level: 0, text: '' }],
  ])('%s', (line, expected) => {
    expect(readLogLine(line)).toEqual(expected)
  })
})
