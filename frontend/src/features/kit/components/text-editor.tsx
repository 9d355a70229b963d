import { useEffect, useId, useRef } from 'react'
import { Textarea } from '@/components/ui'
import { KitText } from './kit-text'

interface TextEditorProps {
  title: string
  markdown: string
  onChange: (markdown: string) => void
}

/** The text and, beside it, how it reads. */
export function TextEditor({ title, markdown, onChange }: TextEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  useEffect(() => field.current?.focus(), [])
  return (
    <div className="grid gap-x-7 gap-y-5 lg:grid-cols-2">
      <div className="grid content-start gap-1.5">
        <label htmlFor={id} className="eyebrow">
          Write
        </label>
        <Textarea
          ref={field}
          id={id}
          aria-label={`Text of “${title}”`}
          aria-describedby={`${id}-help`}
          value={markdown}
          maxLength={20_000}
          rows={12}
          onChange={(event) => onChange(event.target.value)}
          className="field-sizing-content min-h-72 py-3 text-[15px] leading-[1.6]"
        />
        <p id={`${id}-help`} className="text-[13px] text-ink-3">
          **bold**, *italic*, “- ” for a list, “&gt; ” for figures set apart, “### ” for a heading
        </p>
      </div>
      <section aria-label="How it reads" className="grid content-start gap-1.5">
        <span aria-hidden className="eyebrow">
          How it reads
        </span>
        <div className="rounded border border-dashed border-hairline-strong bg-paper px-5 py-4">
          {markdown.trim() ? <KitText text={markdown} /> : <p className="text-ink-3">Nothing yet.</p>}
        </div>
      </section>
    </div>
  )
}
