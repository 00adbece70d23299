/** Where the stack under test is. The only reader of environment variables. */
export interface Environment {
  /** The origin people open, without a trailing slash. */
  readonly baseUrl: string
  /** The api's own address, behind web. */
  readonly apiUrl: string
  /** `POST /api/stop` and `POST /api/start` take the api away and bring it back;
   * `POST /provider/stop` and `/start` do it to the sign-in provider, `POST /web/restart` both to web; `POST /links/expire?token=…` ages a mailed link,
   * `POST /devices/expire?code=…` a device code; `POST /traces?of=…` looks for texts in the
   * databases and logs. */
  readonly controlUrl: string
  /** Another Holdfast, which has a mail server. */
  readonly mailingUrl: string
  /** Where that expects its mail server: nothing listens there but what a test starts. */
  readonly smtpPort: number
  /** The same stack in shared-secret mode, with the same issuer. */
  readonly twin: { readonly webUrl: string; readonly apiUrl: string }
  /** `BETTER_AUTH_SECRET` of both. */
  readonly secret: string
  /** A Chromium to use instead of Playwright's own. */
  readonly chromiumPath: string | undefined
  /** Asks for a machine-readable report; Playwright's own reporter writes it there. */
  readonly wantsJsonReport: boolean
}

/** @throws Error naming the variable that is missing */
export function readEnvironment(): Environment {
  return {
    baseUrl: required('E2E_BASE_URL'),
    apiUrl: required('E2E_API_URL'),
    controlUrl: required('E2E_CONTROL_URL'),
    mailingUrl: required('E2E_MAILING_URL'),
    smtpPort: Number(required('E2E_SMTP_PORT')),
    twin: { webUrl: required('E2E_TWIN_WEB_URL'), apiUrl: required('E2E_TWIN_API_URL') },
    secret: required('E2E_SECRET'),
    chromiumPath: process.env['CHROMIUM_PATH'] || undefined,
    wantsJsonReport: Boolean(process.env['PLAYWRIGHT_JSON_OUTPUT_NAME']),
  }
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run \`npm test -- e2e\` from the top folder`)
  return value
}
