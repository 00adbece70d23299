/** The environment is not usable. `message` is one line that names the variable, never its value. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly code = 'CONFIG_INVALID'
}
