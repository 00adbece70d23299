// A QR code as the outline of its dark squares: drawn here, so that no secret goes anywhere else.
import { encode } from 'uqr'

export interface QrCode {
  /** Squares along an edge, with the quiet zone around them. */
  size: number
  /** For the `d` of an SVG path, one unit a square. */
  path: string
}

/** Four light squares all around, as ISO/IEC 18004 asks for. */
const QUIET = 4

export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET })
  const runs = data.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1] === true) return []
      const end = row.indexOf(false, x)
      return `M${x} ${y}h${end - x}v1h${x - end}z`
    }),
  )
  return { size, path: runs.join('') }
}
