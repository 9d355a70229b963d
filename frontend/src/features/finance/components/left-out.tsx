import { Banner, Button } from '@/components/ui'
import type { FinanceSummary } from '@/lib/api'
import { exactMoney } from '@/lib/format'
import type { ChangeSearch } from '../search'

interface LeftOutProps {
  summary: FinanceSummary
  onSearch: ChangeSearch
}

/** Other currencies are never dropped in silence: either they are converted, or they are named here. */
export function LeftOut({ summary: { left_out, currency, converted }, onSearch }: LeftOutProps) {
  if (converted) {
    return (
      <Banner
        className="items-center"
        action={
          <Button size="s" variant="quiet" onClick={() => onSearch({ convert: undefined })}>
            {currency} only
          </Button>
        }
      >
        Other currencies are counted in {currency}, each day’s movements at that day’s rate.
      </Banner>
    )
  }
  if (left_out.length === 0) return null
  const amounts = left_out.map((other) => exactMoney(other.net_minor, other.currency)).join(', ')
  return (
    <Banner
      className="num items-center"
      action={
        <Button size="s" onClick={() => onSearch({ convert: true })}>
          Convert
        </Button>
      }
    >
      Only {currency} is counted. Left out: {amounts}.
    </Banner>
  )
}
