/** What browsers give extensions alone: https://developer.chrome.com/docs/extensions/reference/api/dom */
type ExtensionDom = { openOrClosedShadowRoot?(element: Element): ShadowRoot | null };

/** The shadow root of an element, a closed one too where this is the script of an extension. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  const { chrome } = globalThis as { chrome?: { dom?: ExtensionDom } };
  return chrome?.dom?.openOrClosedShadowRoot?.(element) ?? openShadowRoot(element);
}

let get: (() => ShadowRoot | null) | undefined;

/** By way of the prototype: a form with a field of that name has another property in its place. */
function openShadowRoot(element: Element): ShadowRoot | null {
  get ??= Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot')?.get;
  return get?.call(element) ?? null;
}
