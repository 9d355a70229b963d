import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FeatureUsage, PriceList } from '@/lib/api'
import { plansQuery, usageReportQuery } from '../api'
import { useBilling } from '../context'
import { dayOf, fullness, isCounted, paceSentence, planWithMore } from '../model'
import { MetersSkeleton } from './billing-skeleton'
import { Failed } from './failed'
import { Meter } from './meter'

export function UsagePart() {
  const { workspace } = useBilling()
  const { data: report, error, refetch } = useQuery(usageReportQuery(workspace))
  const { data: prices } = useQuery(plansQuery)
  if (error && !report) return <Failed error={error} onRetry={refetch} />
  if (!report) return <MetersSkeleton />
  const counted = report.features.filter(isCounted)
  return (
    <div className="grid gap-8">
      <ul aria-label="What is used" className="grid gap-x-8 gap-y-6 sm:grid-cols-2">
        {counted.map((usage) => (
          <li key={usage.feature}>
            <UsageMeter usage={usage} planKey={report.plan.key} prices={prices} />
          </li>
        ))}
      </ul>
      <Also features={report.features.filter((usage) => !isCounted(usage))} />
    </div>
  )
}

interface UsageMeterProps {
  usage: FeatureUsage
  planKey: string
  prices: PriceList | undefined
}

function UsageMeter({ usage, planKey, prices }: UsageMeterProps) {
  const { label, limit, used, used_display, display, percent, resets_at, forecast, by_person } = usage
  const state = fullness(limit === null ? null : percent)
  const value = limit === null || used === null ? wholeValue(usage) : `${used_display} of ${display}`
  return (
    <Meter label={label} value={value} percent={limit === null ? null : percent} fullness={state}>
      {forecast?.display ? `${paceSentence(forecast.display, resets_at)} ` : null}
      {forecast?.exceeds_limit ? 'That is more than the plan includes. ' : null}
      {resets_at && limit !== null ? `Counted anew on ${dayOf(resets_at)}. ` : null}
      {by_person ? 'Each member has their own. ' : null}
      <More usage={usage} planKey={planKey} prices={prices} isNear={state !== 'fine'} />
    </Meter>
  )
}

const wholeValue = ({ limit, used_display, display }: FeatureUsage) => {
  if (limit !== null) return display
  return used_display ? `${used_display}, ${display.toLowerCase()}` : display
}

function More({ usage, planKey, prices, isNear }: UsageMeterProps & { isNear: boolean }) {
  const more = planWithMore(prices, planKey, usage)
  if (!more) return null
  const words = `${more.plan.name} includes ${more.display}.`
  if (!isNear) return <span>{words}</span>
  return (
    <Link
      to="/settings/billing"
      search={(before) => ({ ...before, plan: more.plan.key })}
      resetScroll={false}
      className="font-[560] text-ink underline underline-offset-2"
    >
      {words}
    </Link>
  )
}

/** What is not counted, in words. */
const Also = ({ features }: { features: FeatureUsage[] }) => (
  <dl className="grid gap-x-8 gap-y-2.5 border-t border-hairline pt-5 text-[14.5px] sm:grid-cols-2">
    {features.map(({ feature, label, display }) => (
      <div key={feature} className="flex items-baseline justify-between gap-3">
        <dt>{label}</dt>
        <dd className="text-right text-[13.5px] text-ink-2">{display}</dd>
      </div>
    ))}
  </dl>
)
