const locale = () => navigator.language || 'en'
const formats = new Map<string, Intl.NumberFormat>()

function format(currency: string, digits?: number) {
  const key = `${locale()} ${currency} ${digits ?? ''}`
  let found = formats.get(key)
  if (!found) {
    found = new Intl.NumberFormat(locale(), {
      style: 'currency', currency, currencyDisplay: 'narrowSymbol',
      ...(digits !== undefined && { maximumFractionDigits: digits }),
    })
    formats.set(key, found)
  }
  return found
}

/** How many minor units make a major one: 2 for USD, 0 for JPY. */
export const minorDigits = (currency: string) => format(currency).resolvedOptions().maximumFractionDigits ?? 2

/** A total in minor units as people read it. */
export const formatMoney = (minor: number, currency: string) => format(currency).format(minor / 10 ** minorDigits(currency))

/** A unit price in millionths; shows the fractions of a cent that it has, at most four places. */
export const formatUnitPrice = (micros: number, currency: string) => format(currency, 4).format(micros / 1_000_000)

/** An amount given in major units, such as a budget. */
export const formatAmount = (major: number, currency: string) =>
  Number.isInteger(major)
    ? new Intl.NumberFormat(locale(), { style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: 0 }).format(major)
    : format(currency).format(major)

/** A count with thousands separators. */
export const formatCount = (count: number) => new Intl.NumberFormat(locale()).format(count)
