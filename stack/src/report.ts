// What a person sees: few calm lines, each step with the time it took.

export interface Report {
  /** Runs a step and prints one line when it is done; `name` may come out of the result. */
  step<T>(name: string | ((result: T) => string), run: () => Promise<T>): Promise<T>
  line(text: string): void
  /** `details` are a program's own words, shown below. */
  problem(text: string, details?: readonly string[]): void
}

export function consoleReport(): Report {
  return {
    async step(name, run) {
      const started = performance.now()
      const result = await run()
      const text = typeof name === 'string' ? name : name(result)
      console.log(`  ✓ ${text}  ${seconds(performance.now() - started)}`)
      return result
    },
    line(text) {
      console.log(text)
    },
    problem(text, details = []) {
      console.error([`  ✗ ${text}`, ...details.map((line) => `      ${line}`)].join('\n'))
    },
  }
}

/** For launchers of tests, where errors of the services are part of what is tested. */
export function quietReport(): Report {
  return { step: (_name, run) => run(), line: () => undefined, problem: () => undefined }
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
