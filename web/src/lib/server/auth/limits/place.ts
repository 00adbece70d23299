// Where somebody tries from, as far as limits can tell people apart.
import { isValidIP, normalizeIP } from '@better-auth/core/utils/ip'

/** One customer of a provider has 2⁶⁴ addresses of IPv6: they count as one (RFC 6177 §2). */
export function placeOf(address: string): string {
  const [plain = ''] = address.split('%', 1)
  return isValidIP(plain) ? normalizeIP(plain, { ipv6Subnet: 64 }) : address
}
