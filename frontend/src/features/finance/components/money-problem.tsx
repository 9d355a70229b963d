import { Lock } from 'lucide-react'
import { PageHeader } from '@/components/layout'
import { Banner, Button, Empty } from '@/components/ui'
import { isApiError, sentenceFor } from '@/lib/api'
import type { MoneyPageProps } from './money-page'

interface MoneyProblemProps extends MoneyPageProps {
  error: Error
  onRetry: () => void
}

/** Why there are no figures, and the way on: each refusal has its own. */
export const MoneyProblem = ({ error, search, onSearch, onRetry }: MoneyProblemProps) => (
  <>
    <PageHeader title="Money" withoutSandboxTag />
    <div className="mx-auto w-[min(720px,calc(100%-32px))] py-7">
      {isApiError(error, 'money_hidden') || isApiError(error, 'not_found') ? (
        <Empty
          title="This money is not shown to you"
          icon={<Lock />}
          action={
            search.workspace ? (
              <Button onClick={() => onSearch({ workspace: undefined })}>Show my own workspace</Button>
            ) : null
          }
        >
          <p>{sentenceFor(error)}</p>
        </Empty>
      ) : (
        <Banner
          tone="error"
          action={
            isApiError(error, 'no_exchange_rate') ? (
              <Button size="s" onClick={() => onSearch({ convert: undefined })}>
                Do not convert
              </Button>
            ) : (
              <Button size="s" onClick={onRetry}>
                Try again
              </Button>
            )
          }
        >
          {sentenceFor(error)}
        </Banner>
      )}
    </div>
  </>
)
