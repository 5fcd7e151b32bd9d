import { treesOf } from './trees.ts';

/** Notices what a page does to itself. */
export type Changes = {
  /** Whether it has done anything since this was last asked. */
  seen(): boolean;
  /** Does something to the page that is not to be noticed. */
  ours(work: () => void): void;
  stop(): void;
};

/** @param except What lies over the page and is none of it. */
export function watchChanges(document: Document, except: Element | undefined): Changes {
  let isChanged = false;
  const observer = new MutationObserver(() => {
    isChanged = true;
  });
  const what = { subtree: true, childList: true, attributes: true, characterData: true };
  for (const tree of treesOf(document, except)) observer.observe(tree, what);
  return {
    seen() {
      const was = isChanged || observer.takeRecords().length > 0;
      isChanged = false;
      return was;
    },
    ours(work) {
      isChanged ||= observer.takeRecords().length > 0;
      work();
      observer.takeRecords();
    },
    stop: () => observer.disconnect(),
  };
}
