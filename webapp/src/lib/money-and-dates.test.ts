import { formatDay, formatDayIn, formatDistance, formatRecent, parseDay } from './dates'
import { formatAmount, formatMoney, formatUnitPrice, minorDigits } from './money'
import { formatPhone } from './phone-number'

describe('money', () => {
  it('knows how many minor units a currency has', () => {
    expect(minorDigits('USD')).toBe(2)
    expect(minorDigits('JPY')).toBe(0)
    expect(formatMoney(114_330, 'USD')).toBe('$1,143.30')
    expect(formatMoney(1_200, 'JPY')).toBe('¥1,200')
  })
  it('shows the fractions of a cent that a unit price has', () => {
    expect(formatUnitPrice(5_390_000, 'USD')).toBe('$5.39')
    expect(formatUnitPrice(662_500, 'USD')).toBe('$0.6625')
  })
  it('writes a whole budget without cents', () => {
    expect(formatAmount(1200, 'USD')).toBe('$1,200')
    expect(formatAmount(1200.5, 'USD')).toBe('$1,200.50')
  })
})

describe('dates', () => {
  const now = new Date(2026, 10, 20, 15, 0)
  it('reads a day as a local day', () => expect(parseDay('2026-11-27').getDate()).toBe(27))
  it('names the year only when it is another one', () => {
    expect(formatDay('2026-11-27', now)).toBe('Fri, Nov 27')
    expect(formatDay('2027-01-02', now)).toBe('Sat, Jan 2, 2027')
  })
  it('says how far a day is', () => {
    expect(formatDistance('2026-11-27', now)).toBe('in 7 days')
    expect(formatDistance('2026-11-20', now)).toBe('today')
    expect(formatDistance('2026-11-19', now)).toBe('yesterday')
  })
  it('keeps the last second of a day on that day in the shop', () => expect(formatDayIn('2026-12-21T05:59:59Z', 'America/Chicago')).toBe('Sun, Dec 20, 2026'))
  it('is short for what is recent', () => expect(formatRecent(new Date(2026, 10, 19, 9, 0).toISOString(), now)).toBe('Yesterday'))
})

it('groups North American numbers and leaves others alone', () => {
  expect(formatPhone('+13125550142')).toBe('(312) 555-0142')
  expect(formatPhone('+4915112345678')).toBe('+4915112345678')
})
