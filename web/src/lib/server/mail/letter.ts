// A letter is what a mail says; `render` makes a mail of it, once as text and once as HTML. No
// picture comes from elsewhere, so that opening a mail tells nobody.

export interface Letter {
  subject: string
  /** Without the greeting, which there is none of: a name is what somebody typed into a form. */
  paragraphs: readonly string[]
  action?: { label: string; url: string }
  /** What to do when one has not asked for this mail. */
  footnote: string
}

export interface Mail {
  to: string
  subject: string
  text: string
  html: string
}

export function render(to: string, letter: Letter): Mail {
  return { to, subject: letter.subject, text: asText(letter), html: asHtml(letter) }
}

function asText({ subject, paragraphs, action, footnote }: Letter): string {
  const parts = [subject, '='.repeat(subject.length), '', ...paragraphs.flatMap((one) => [one, ''])]
  if (action) parts.push(`${action.label}:`, '', action.url, '')
  return [...parts, '-- ', footnote, '', 'Holdfast', ''].join('\n')
}

/** Tables and attributes as mail programs know them; colours that follow a dark theme. */
function asHtml({ subject, paragraphs, action, footnote }: Letter): string {
  const text = paragraphs.map((one) => `<p class="ink" style="${paragraph}">${escape(one)}</p>`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(subject)}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a { color: #0a6a61; }
@media (prefers-color-scheme: dark) {
  .canvas { background: #121514 !important; }
  .card { background: #191d1c !important; border-color: #2b3130 !important; }
  .ink { color: #ecefed !important; }
  .faint { color: #979f9c !important; }
  .brand, a { color: #5fcabf !important; }
  .button { background: #5fcabf !important; }
  .button a { color: #05211e !important; }
}
</style>
</head>
<body class="canvas" style="margin:0;padding:0;background:#f6f6f3;">
<table role="presentation" class="canvas" width="100%" cellpadding="0" cellspacing="0" style="background:#f6f6f3;">
<tr><td align="center" style="padding:32px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;">
<tr><td class="brand" style="padding:0 0 16px;${font}font-size:16px;font-weight:600;color:#0a6a61;">Holdfast</td></tr>
<tr><td class="card" style="background:#ffffff;border:1px solid #e3e3dd;border-radius:16px;padding:32px 28px;">
<h1 class="ink" style="margin:0 0 16px;${font}font-size:22px;line-height:1.3;font-weight:600;color:#1b1f1e;">${escape(subject)}</h1>
${text.join('\n')}
${action ? button(action) : ''}
</td></tr>
<tr><td class="faint" style="padding:20px 4px 0;${font}font-size:13px;line-height:1.5;color:#636967;">${escape(footnote)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
}

const font = `font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;`
const paragraph = `margin:0 0 16px;${font}font-size:16px;line-height:1.55;color:#1b1f1e;overflow-wrap:anywhere;`

function button({ label, url }: NonNullable<Letter['action']>): string {
  const href = escape(url)
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 24px;">
<tr><td class="button" style="background:#0a6a61;border-radius:12px;">
<a href="${href}" style="display:inline-block;padding:13px 24px;${font}font-size:16px;font-weight:600;color:#ffffff;text-decoration:none;">${escape(label)}</a>
</td></tr>
</table>
<p class="faint" style="margin:0;${font}font-size:13px;line-height:1.5;color:#636967;">If the button does nothing, open this address:<br><a href="${href}" style="overflow-wrap:anywhere;">${href}</a></p>`
}

const entities: Record<string, string> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;' },
  ...{ '"': '&quot;', "'": '&#39;' },
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '')
}
