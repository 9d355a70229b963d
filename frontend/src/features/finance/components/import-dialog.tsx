import { type RefObject, useState } from 'react'
import { Banner, Button, Dialog, DialogContent, DialogFooter, Field, notify, Textarea } from '@/components/ui'
import { type ImportPreview, sentenceFor } from '@/lib/api'
import { plural } from '@/lib/format'
import { useImport, usePreview } from '../api'
import type { ChangeSearch } from '../search'
import { ImportTable } from './import-table'

interface ImportDialogProps {
  workspace: string | undefined
  opener: RefObject<HTMLButtonElement | null>
  onSearch: ChangeSearch
  onClose: () => void
}

/** Look first, then confirm: nothing is written before, and nothing twice. */
export default function ImportDialog({ workspace, opener, onSearch, onClose }: ImportDialogProps) {
  const [text, setText] = useState('')
  const preview = usePreview(workspace)
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title="Import a CSV file"
        description="You see what it would add before anything is written. A file imported twice adds nothing."
        className="w-[min(680px,calc(100vw-24px))]"
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          opener.current?.focus()
        }}
      >
        {preview.data ? (
          <Confirm
            text={text}
            found={preview.data}
            workspace={workspace}
            onBack={preview.reset}
            onDone={() => {
              onSearch({ world: 'real' })
              onClose()
            }}
          />
        ) : (
          <Choose text={text} onText={setText} preview={preview} />
        )}
      </DialogContent>
    </Dialog>
  )
}

interface ChooseProps {
  text: string
  onText: (text: string) => void
  preview: ReturnType<typeof usePreview>
}

function Choose({ text, onText, preview }: ChooseProps) {
  const look = (what: string) => {
    onText(what)
    preview.mutate(what)
  }
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim()) look(text)
      }}
    >
      {preview.error ? <Banner tone="error">{sentenceFor(preview.error)}</Banner> : null}
      <Field label="Choose a file">
        <FileInput onText={look} />
      </Field>
      <Field
        label="Or paste its text"
        hint="Columns: date, kind, amount, currency; also description and reference. What goes out has a minus."
      >
        <Textarea
          className="min-h-32 font-mono text-[13px]"
          spellCheck={false}
          placeholder={'date,kind,amount,currency,description\n2026-11-18,expense,-12.50,EUR,Clay'}
          value={text}
          onChange={({ target }) => onText(target.value)}
        />
      </Field>
      <DialogFooter>
        <Button type="submit" variant="primary" disabled={!text.trim()} pending={preview.isPending}>
          Look at it
        </Button>
      </DialogFooter>
    </form>
  )
}

const FileInput = ({ onText }: { onText: (text: string) => void }) => (
  <input
    type="file"
    accept=".csv,text/csv"
    aria-label="Choose a file"
    className="w-full text-[14.5px] file:mr-3 file:h-10 file:rounded file:border file:border-solid file:border-hairline-strong file:bg-sheet file:px-4 file:font-[560] file:text-ink"
    onChange={async ({ target }) => {
      const file = target.files?.[0]
      if (file) onText(await file.text())
    }}
  />
)

interface ConfirmProps {
  text: string
  found: ImportPreview
  workspace: string | undefined
  onBack: () => void
  onDone: () => void
}

function Confirm({ text, found, workspace, onBack, onDone }: ConfirmProps) {
  const { digest, new_count, known_count, error_count } = found
  const send = useImport(workspace)
  const confirm = () =>
    send.mutate(
      { text, digest, leave_out_errors: error_count > 0 },
      {
        onSuccess: ({ posted }) => {
          notify.success(`${plural(posted, 'entry', 'entries')} added to the real books`)
          onDone()
        },
      },
    )
  return (
    <div className="grid min-w-0 gap-4">
      {send.error ? <Banner tone="error">{sentenceFor(send.error)}</Banner> : null}
      <p role="status" className="num">
        {plural(new_count, 'new entry', 'new entries')}
        {known_count > 0 ? `, ${known_count} in the books already` : ''}
        {error_count > 0 ? `, ${plural(error_count, 'fault')}` : ''}.
      </p>
      <ImportTable found={found} />
      <DialogFooter>
        <Button onClick={onBack}>Back</Button>
        <Button variant="primary" disabled={new_count === 0} pending={send.isPending} onClick={confirm}>
          {error_count > 0 ? 'Add the good rows' : `Add ${plural(new_count, 'entry', 'entries')}`}
        </Button>
      </DialogFooter>
    </div>
  )
}
