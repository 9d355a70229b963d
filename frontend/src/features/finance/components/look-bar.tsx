import { useSuspenseQuery } from '@tanstack/react-query'
import { DaysChoice, WorldChoice } from '@/components/look'
import { NativeSelect } from '@/components/ui'
import { type FinanceSummary, meQuery } from '@/lib/api'
import { spanIn } from '../search'
import type { MoneyPageProps } from './money-page'

interface LookBarProps extends MoneyPageProps {
  summary: FinanceSummary
}

/** What is looked at: days, currency, world, workspace. All of it stands in the address. */
export function LookBar({ summary, search, onSearch }: LookBarProps) {
  const { worlds, world, currencies, currency } = summary
  return (
    <section aria-label="What is shown" className="flex flex-wrap items-center gap-2.5">
      <DaysChoice
        range={search.range ?? 'this-month'}
        span={spanIn(search)}
        isOwn={Boolean(search.since)}
        onChange={(days) => onSearch({ ...days, entry: undefined })}
      />
      {currencies.length > 1 ? (
        <NativeSelect
          aria-label="Currency"
          className="w-auto"
          value={currency}
          onChange={({ target }) => onSearch({ currency: target.value, entry: undefined })}
        >
          {currencies.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </NativeSelect>
      ) : null}
      {worlds.length > 1 ? (
        <WorldChoice
          chosen={world}
          onChoose={(chosen) => onSearch({ world: chosen, currency: undefined, entry: undefined })}
        />
      ) : null}
      <Workspaces shown={summary.workspace} onSearch={onSearch} />
    </section>
  )
}

const BOOKKEEPERS = ['owner', 'admin', 'accountant']

/** For whoever keeps the books of several. */
function Workspaces({ shown, onSearch }: { shown: string } & Pick<MoneyPageProps, 'onSearch'>) {
  const { data: me } = useSuspenseQuery(meQuery)
  const kept = me.workspaces.filter(({ role }) => BOOKKEEPERS.includes(role))
  if (kept.length < 2) return null
  return (
    <NativeSelect
      aria-label="Workspace"
      className="w-auto max-w-[220px]"
      value={shown}
      onChange={({ target }) =>
        onSearch({ workspace: target.value, world: undefined, currency: undefined, entry: undefined })
      }
    >
      {kept.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </NativeSelect>
  )
}
