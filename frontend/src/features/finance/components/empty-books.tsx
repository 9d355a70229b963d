import { ReceiptText } from 'lucide-react'
import { Empty } from '@/components/ui'
import type { FinanceSummary } from '@/lib/api'
import type { ChangeSearch } from '../search'
import { AddExpense, ImportFile } from './writing-buttons'

interface EmptyBooksProps {
  summary: FinanceSummary
  workspace: string | undefined
  onSearch: ChangeSearch
}

export const EmptyBooks = ({ summary, workspace, onSearch }: EmptyBooksProps) => (
  <Empty
    title={
      summary.world === 'simulated' ? 'No sandbox sales on these days' : 'Nothing in the books on these days'
    }
    icon={<ReceiptText />}
    action={
      summary.rights.may_add ? (
        <>
          <AddExpense summary={summary} workspace={workspace} onSearch={onSearch} />
          <ImportFile workspace={workspace} onSearch={onSearch} />
        </>
      ) : null
    }
  >
    <p>
      Sales arrive here by themselves once something is sold, each with its receipt. What you spend elsewhere
      you write down, and what your bank or shop already knows comes in as a CSV file.
    </p>
  </Empty>
)
