import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { Button, FieldError, Textarea } from '@/components/ui'
import { type Message, sentenceFor } from '@/lib/api'
import { countCodePoints } from '@/lib/realtime/codepoints'
import { useTalk } from '../conversation'
import { LONGEST_MESSAGE } from '../model'
import { useFocusComposer } from '../use-focus-composer'

interface EditLetterProps {
  message: Message
  onClose: () => void
}

/** Said differently: what came after is set aside, and so are the decisions it held. */
export function EditLetter({ message, onClose }: EditLetterProps) {
  const { courier } = useTalk()
  const focusComposer = useFocusComposer()
  const [text, setText] = useState(message.text)
  const [problem, setProblem] = useState<string | null>(null)
  const [isPending, setIsPending] = useState(false)
  const isEmpty = text.trim() === ''
  const isTooLong = countCodePoints(text) > LONGEST_MESSAGE

  function close() {
    onClose()
    focusComposer()
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (isEmpty || isTooLong || isPending) return
    setIsPending(true)
    try {
      await courier.edit(message.id, text)
      close()
    } catch (error) {
      setProblem(sentenceFor(error))
      setIsPending(false)
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    event.preventDefault()
    close()
  }

  return (
    <form
      onSubmit={(event) => void submit(event)}
      className="mb-5 grid gap-2 rounded-[14px] border border-edge bg-sheet p-3.5"
    >
      <Textarea
        autoFocus
        aria-label="Edit your message"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-[40dvh]"
      />
      {isTooLong ? (
        <FieldError>Longer than {LONGEST_MESSAGE.toLocaleString('en-US')} characters.</FieldError>
      ) : null}
      {problem ? <FieldError>{problem}</FieldError> : null}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-[13px] text-ink-3">
          What came after is set aside, with the decisions made there.
        </p>
        <Button size="s" variant="quiet" onClick={close}>
          Cancel
        </Button>
        <Button size="s" variant="primary" type="submit" pending={isPending} disabled={isEmpty || isTooLong}>
          Send again
        </Button>
      </div>
    </form>
  )
}
