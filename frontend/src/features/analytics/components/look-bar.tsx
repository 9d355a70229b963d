import { DaysChoice, WorldChoice } from '@/components/look'
import { NativeSelect } from '@/components/ui'
import type { PlatformSummary } from '@/lib/api'
import { spanIn, USUAL_RANGE } from '../search'
import type { AnalyticsPageProps } from './analytics-page'

interface LookBarProps extends AnalyticsPageProps {
  summary: PlatformSummary
}

/** What is looked at: days, world, currency. All of it stands in the address. */
export const LookBar = ({ summary: { world, currency, currencies }, search, onSearch }: LookBarProps) => (
  <section aria-label="What is shown" className="flex flex-wrap items-center gap-2.5">
    <DaysChoice
      range={search.range ?? USUAL_RANGE}
      span={spanIn(search)}
      isOwn={Boolean(search.since)}
      onChange={onSearch}
    />
    <WorldChoice
      chosen={world}
      onChoose={(chosen) => onSearch({ world: chosen, currency: undefined, metric: undefined })}
    />
    {currencies.length > 1 ? (
      <NativeSelect
        aria-label="Currency"
        className="w-auto"
        value={currency}
        onChange={({ target }) => onSearch({ currency: target.value })}
      >
        {currencies.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </NativeSelect>
    ) : null}
  </section>
)
