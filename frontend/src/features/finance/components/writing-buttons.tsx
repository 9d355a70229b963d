import { FileUp, Plus } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { Button } from '@/components/ui'
import type { FinanceSummary } from '@/lib/api'
import type { ChangeSearch } from '../search'

// Forms come when they are opened; figures do not wait for them.
export const ExpenseDialog = lazy(() => import('./expense-dialog'))
export const ImportDialog = lazy(() => import('./import-dialog'))

interface ImportFileProps {
  workspace: string | undefined
  onSearch: ChangeSearch
}

export function AddExpense({ summary, ...props }: ImportFileProps & { summary: FinanceSummary }) {
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button ref={opener} variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden /> Add an expense
      </Button>
      {isOpen ? (
        <Suspense>
          <ExpenseDialog {...props} summary={summary} opener={opener} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

export function ImportFile(props: ImportFileProps) {
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button ref={opener} onClick={() => setOpen(true)}>
        <FileUp aria-hidden /> Import a CSV file
      </Button>
      {isOpen ? (
        <Suspense>
          <ImportDialog {...props} opener={opener} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
