/**
 * The nodes that show what `fresh` shows, made of `old` ones wherever they can stay: equal ones as they are, elements of
 * the same kind with their attributes and children brought up to date. What cannot stay is taken out of the document.
 */
export function patched(old: readonly ChildNode[], fresh: readonly ChildNode[]): ChildNode[] {
  let start = 0
  while (start < Math.min(old.length, fresh.length) && equal(old[start], fresh[start])) start++
  let end = 0
  while (
    end < Math.min(old.length, fresh.length) - start &&
    equal(old[old.length - 1 - end], fresh[fresh.length - 1 - end])
  )
    end++
  const between = old.slice(start, old.length - end)
  const nodes = fresh.slice(start, fresh.length - end).map((node) => {
    // By order; what was taken out in between is passed over.
    const at = between.findIndex((each) => equal(each, node))
    const reach = at >= 0 && at < 3 ? at : between.findIndex((each) => alike(each, node))
    const found = reach >= 0 && reach < 3 ? between[reach] : undefined
    if (!found) return node
    for (const passed of between.splice(0, reach + 1)) if (passed !== found) passed.remove()
    if (!found.isEqualNode(node)) update(found, node)
    return found
  })
  for (const node of between) node.remove()
  return [...old.slice(0, start), ...nodes, ...old.slice(old.length - end)]
}

const equal = (one: ChildNode | undefined, other: ChildNode | undefined): boolean =>
  one !== undefined && other !== undefined && one.isEqualNode(other)

const isElement = (node: ChildNode): node is Element & ChildNode => node.nodeType === Node.ELEMENT_NODE

/** Whether one node can become the other. A picture stays only what it is. */
function alike(one: ChildNode, other: ChildNode): boolean {
  if (one.nodeName !== other.nodeName) return false
  return !isElement(one) || !isElement(other) || one.localName !== 'img' || sameSource(one, other)
}

const sameSource = (one: Element, other: Element): boolean => one.getAttribute('src') === other.getAttribute('src')

function update(old: ChildNode, fresh: ChildNode): void {
  if (!isElement(old) || !isElement(fresh)) {
    old.nodeValue = fresh.nodeValue
    return
  }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name)
  for (const { name, value } of [...fresh.attributes])
    if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  const nodes = patched([...old.childNodes], [...fresh.childNodes])
  let before = old.firstChild
  for (const node of nodes) {
    if (node === before) before = before.nextSibling
    else old.insertBefore(node, before)
  }
}
