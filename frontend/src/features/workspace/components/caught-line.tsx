import { useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { toast } from '@/components/ui'
import { activeProjectQuery, api, sentenceFor, unwrap } from '@/lib/api'
import { useReject } from '../api'
import { CATEGORY_NAMES, type Caught, partsInWords } from '../model'
import { useFocusComposer } from '../use-focus-composer'

interface CaughtLineProps {
  caught: Caught
  projectId: string
  canEdit: boolean
}

/** Says under a letter what it wrote down, and takes it back. */
export function CaughtLine({ caught, projectId, canEdit }: CaughtLineProps) {
  const { undo, isPending } = useUndo(projectId, caught)
  const names = caught.decisions.map(({ category }) => CATEGORY_NAMES[category])
  const titles = caught.completions.map(({ title }) => title)
  return (
    <p className="mt-3 flex flex-wrap items-center justify-end gap-x-2.5 gap-y-1 text-right text-[13px] text-ink-2">
      <Check aria-hidden strokeWidth={1.7} className="size-[15px] shrink-0 text-vermilion" />
      <span>
        {names.length > 0 ? <Listed verb="Written down" names={names} /> : null}
        {names.length > 0 && titles.length > 0 ? '. ' : null}
        {titles.length > 0 ? <Listed verb="Ticked" names={titles} /> : null}
      </span>
      {canEdit ? (
        <button
          type="button"
          aria-disabled={isPending}
          onClick={() => (isPending ? undefined : void undo())}
          className="rounded-[4px] text-ink-3 underline underline-offset-3 hover:text-ink pointer-coarse:min-h-11"
        >
          Undo
        </button>
      ) : null}
    </p>
  )
}

const Listed = ({ verb, names }: { verb: string; names: string[] }) => (
  <>
    {verb}:{' '}
    {partsInWords(names).map(({ type, value }, index) =>
      type === 'element' ? (
        <b key={value} className="font-[580] text-ink">
          {value}
        </b>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: the words between two names have no name of their own
        <span key={index}>{value}</span>
      ),
    )}
  </>
)

function useUndo(projectId: string, { decisions, completions }: Caught) {
  const client = useQueryClient()
  const reject = useReject(projectId)
  const focusComposer = useFocusComposer()
  const [isPending, setIsPending] = useState(false)

  const untick = (taskId: string) =>
    unwrap(
      api.POST('/api/v1/projects/{id}/tasks/{task_id}/toggle', {
        params: { path: { id: projectId, task_id: taskId } },
        body: { completed: false },
      }),
    )

  async function undo() {
    setIsPending(true)
    try {
      for (const { id } of decisions) await reject.mutateAsync(id)
      for (const { task_id } of completions) await untick(task_id)
      toast('Taken back.')
      focusComposer()
    } catch (error) {
      toast.error('Not everything could be taken back.', { description: sentenceFor(error) })
    } finally {
      setIsPending(false)
      await client.invalidateQueries({ queryKey: activeProjectQuery.queryKey })
    }
  }

  return { undo, isPending }
}
