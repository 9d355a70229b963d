import { useEffect, useState } from 'react'
import { announce } from '@/lib/a11y'
import { isApiError } from '@/lib/api'
import { useSaveSection } from './api'
import { dropDraft, keepDraft, readDraft, type SectionDraft } from './drafts'
import { contentOf, isSame } from './model'
import type { Content, Section } from './types'

export interface SectionEditor {
  content: Content
  setContent: (content: Content) => void
  isDirty: boolean
  /** The section was changed elsewhere since the writing began: saving waits for a choice. */
  isOvertaken: boolean
  /** True when a reload would lose what was typed. */
  isFragile: boolean
  isSaving: boolean
  error: Error | null
  save: () => void
  takeTheirs: () => void
  keepMine: () => void
}

/** One section being written: what was typed survives reloads, refusals and changes made elsewhere. */
export function useSectionEditor(projectId: string, section: Section, onDone: () => void): SectionEditor {
  const [draft, setDraft] = useState<SectionDraft>(() => readDraft(projectId, section.id) ?? begin(section))
  const [isFragile, setFragile] = useState(false)
  const saving = useSaveSection(projectId)
  const theirs = contentOf(section)
  const isDirty = !isSame(draft.content, draft.base)
  const isOvertaken = !isSame(draft.base, theirs) && !isSame(draft.content, theirs)

  useEffect(() => {
    if (isDirty) setFragile(!keepDraft(projectId, section.id, draft))
    else dropDraft(projectId, section.id)
  }, [projectId, section.id, draft, isDirty])

  function end() {
    dropDraft(projectId, section.id)
    onDone()
  }

  function save() {
    if (saving.isPending) return
    if (isOvertaken) return announce('This section was changed elsewhere. Choose which text stays first.')
    if (isSame(draft.content, theirs)) return end()
    saving.mutate(
      { section: section.id, content: tidied(draft.content), base: theirs },
      {
        onSuccess: () => {
          announce(`${section.title} saved`)
          end()
        },
      },
    )
  }

  return {
    content: draft.content,
    setContent: (content) => setDraft((before) => ({ ...before, content })),
    isDirty,
    isOvertaken,
    isFragile,
    isSaving: saving.isPending,
    // A section that moved on is told of by `isOvertaken`, with what to do about it.
    error: isApiError(saving.error, 'kit_changed') ? null : saving.error,
    save,
    takeTheirs: () => setDraft(begin(section)),
    keepMine: () => setDraft((before) => ({ ...before, base: theirs })),
  }
}

const begin = (section: Section): SectionDraft => ({ base: contentOf(section), content: contentOf(section) })

/** What was added and left blank is no entry. */
const tidied = (content: Content): Content =>
  'items' in content
    ? { items: content.items.filter(({ title, note }) => title.trim() || note.trim()) }
    : content
