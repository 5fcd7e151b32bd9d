import type { ClipDoc } from '#lib/search/index/doc.ts';

/** The id of the nth clip: they ascend. */
const docId = (index: number) => `01900000-${index.toString(16).padStart(4, '0')}-7000-8000-000000000000`;

const NO_TEXTS: ClipDoc['texts'] = { quote: '', note: '', title: '', origin: '', picture: '' };

/** A clip as the engine sees it, of which only what matters has to be said; each is a minute newer than the one before. */
export function clipDoc(
  index: number,
  { texts, ...given }: Partial<Omit<ClipDoc, 'texts'>> & { texts?: Partial<ClipDoc['texts']> },
): ClipDoc {
  const at = Date.UTC(2026, 5, 1) + index * 60_000;
  return {
    id: docId(index),
    texts: { ...NO_TEXTS, ...texts },
    capturedAt: at,
    updatedAt: at,
    occurredAt: undefined,
    type: undefined,
    triage: 'kept',
    isTrashed: false,
    projectId: 'project',
    actorId: undefined,
    tagIds: [],
    method: undefined,
    sentiment: undefined,
    importance: undefined,
    hosts: ['acme.example'],
    page: 'https://acme.example/',
    site: 'acme.example',
    standing: undefined,
    isOutdated: false,
    has: [],
    ...given,
  };
}
