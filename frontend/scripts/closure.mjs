/** Every script a key of the build's manifest needs before it runs, without those already loaded. */
export function closure(manifest, key, loaded = new Set()) {
  const files = new Set()
  const visit = (name) => {
    const chunk = manifest[name]
    if (!chunk || files.has(chunk.file) || loaded.has(chunk.file)) return
    files.add(chunk.file)
    for (const next of chunk.imports ?? []) visit(next)
    // Shared code fetched a moment later (a renderer, say) is part of the page; a dialog opened by hand is not.
    for (const next of chunk.dynamicImports ?? []) if (next.startsWith('src/lib/')) visit(next)
  }
  visit(key)
  return files
}
