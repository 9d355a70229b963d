import { Reference } from '@/components/layout/reference'
import { Banner, Button } from '@/components/ui'
import { isApiError } from '@/lib/api'
import { useShortcut } from '@/lib/shortcuts'
import { refusalOf } from '../refusal'
import type { Content, Section } from '../types'
import type { SectionEditor as Editor } from '../use-section-editor'
import { ItemsEditor } from './items-editor'
import { TextEditor } from './text-editor'

interface SectionEditorProps {
  section: Section
  editor: Editor
  onCancel: () => void
}

export function SectionEditor({ section, editor, onCancel }: SectionEditorProps) {
  const { content, setContent, save } = editor
  useShortcut(
    'mod+s',
    (event) => {
      event.preventDefault()
      save()
    },
    { whileTyping: true },
  )
  return (
    <form
      aria-label={`Edit ${section.title}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      className="grid gap-5"
    >
      {editor.isOvertaken ? <Overtaken editor={editor} /> : null}
      {'markdown' in content ? (
        <TextEditor
          title={section.title}
          markdown={content.markdown}
          onChange={(markdown) => setContent({ markdown })}
        />
      ) : (
        <ItemsEditor
          items={content.items}
          kind={section.kind === 'checklist' ? 'checklist' : 'dated'}
          onChange={(items) => setContent({ items })}
        />
      )}
      {editor.error ? <Refused error={editor.error} content={content} /> : null}
      <footer className="sticky bottom-0 -mx-1 flex flex-wrap items-center gap-x-2.5 gap-y-2 border-t border-hairline bg-sheet px-1 py-3">
        <Button type="submit" variant="primary" pending={editor.isSaving} disabled={editor.isOvertaken}>
          Save
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <p className="text-[13px] text-ink-3">
          {editor.isFragile
            ? 'This device keeps no draft: save before you leave.'
            : 'Kept on this device as you type.'}{' '}
          <span className="pointer-coarse:hidden">⌘S or Ctrl+S saves.</span>
        </p>
      </footer>
    </form>
  )
}

/** Nobody's text is lost: what was typed stays in the field until one is chosen. */
const Overtaken = ({ editor }: { editor: Editor }) => (
  <Banner tone="wait" role="alert">
    <p className="font-[560]">This section changed elsewhere while you were writing.</p>
    <p className="mt-0.5">What you typed is still here. Choose which text stays.</p>
    <div className="mt-2.5 flex flex-wrap gap-2">
      <Button size="s" onClick={editor.keepMine}>
        Keep mine
      </Button>
      <Button size="s" onClick={editor.takeTheirs}>
        Take theirs
      </Button>
    </div>
  </Banner>
)

function Refused({ error, content }: { error: Error; content: Content }) {
  const isOurFault = !isApiError(error) || error.status >= 500
  const why = isOurFault ? 'Something went wrong on our side.' : refusalOf(error, content)
  return (
    <Banner tone="error">
      It was not saved. {why} What you typed is still here.
      {isOurFault ? <Reference error={error} /> : null}
    </Banner>
  )
}
