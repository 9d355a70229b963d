import { BookOpen, ChevronDown, FileSpreadsheet, FileUp, Landmark, Plus } from 'lucide-react'
import { Suspense, useRef, useState } from 'react'
import { Button, Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from '@/components/ui'
import type { FinanceSummary } from '@/lib/api'
import { exportAddress } from '../api'
import type { ChangeSearch, Look } from '../search'
import { ExpenseDialog, ImportDialog } from './writing-buttons'

interface BooksMenuProps {
  summary: FinanceSummary
  look: Look
  workspace: string | undefined
  onSearch: ChangeSearch
}

/** Writing into the books, and taking them along. */
export function BooksMenu({ summary, look, workspace, onSearch }: BooksMenuProps) {
  const [open, setOpen] = useState<'expense' | 'import' | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const shared = { workspace, onSearch, opener, onClose: () => setOpen(null) }
  const { world } = summary
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button ref={opener} variant="primary" size="s">
            <BookOpen aria-hidden /> Books <ChevronDown aria-hidden />
          </Button>
        </MenuTrigger>
        <MenuContent align="end" className="w-[290px]" onCloseAutoFocus={open ? keepFocus : undefined}>
          {summary.rights.may_add ? (
            <>
              <MenuItem onSelect={() => setOpen('expense')}>
                <Plus aria-hidden /> Add an expense
              </MenuItem>
              <MenuItem onSelect={() => setOpen('import')}>
                <FileUp aria-hidden /> Import a CSV file
              </MenuItem>
              <MenuSeparator />
            </>
          ) : null}
          <MenuLabel>
            {world === 'simulated' ? 'Take the sandbox’s along' : 'Take these days along'}
          </MenuLabel>
          <MenuItem asChild>
            <a href={exportAddress(look, 'csv', world)} download>
              <FileSpreadsheet aria-hidden /> CSV, for spreadsheets
            </a>
          </MenuItem>
          <MenuItem asChild>
            <a href={exportAddress(look, 'ofx', world)} download>
              <Landmark aria-hidden /> OFX, for accounting programs
            </a>
          </MenuItem>
        </MenuContent>
      </Menu>
      {open ? (
        <Suspense>
          {open === 'expense' ? (
            <ExpenseDialog {...shared} summary={summary} />
          ) : (
            <ImportDialog {...shared} />
          )}
        </Suspense>
      ) : null}
    </>
  )
}

/** The dialog that opens takes the focus, and gives it back to the button when it closes. */
const keepFocus = (event: Event) => event.preventDefault()
