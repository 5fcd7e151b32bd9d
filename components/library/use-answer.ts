import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import type { Clip } from '#lib/core/schema/clip.ts';
import { clipsByIds } from '#lib/db/clips.ts';
import type { Answered, LibraryClient } from '#lib/search/library/client.ts';
import type { Facets, Question } from '#lib/search/library/question.ts';
import { useLibraryClient } from './library-client.ts';

/**
 * What `ask` comes to, and from then on whenever the library changes. Until there is something new it is what was known
 * before: a list that falls empty at each letter could not be read.
 */
function useAsked<T>(ask: ((client: LibraryClient) => Promise<T>) | undefined, key: string): T | undefined {
  const client = useLibraryClient();
  const [known, setKnown] = useState<T>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is all that a question consists of
  useEffect(() => {
    if (!ask) return undefined;
    let isWanted = true;
    let isAsking = false;
    let hasChanged = false;
    const run = async (): Promise<void> => {
      hasChanged = true;
      // What changes while an answer is on its way is asked for once, when it has come.
      if (isAsking) return;
      isAsking = true;
      while (hasChanged && isWanted) {
        hasChanged = false;
        const answer = await ask(client);
        if (isWanted) setKnown(answer);
      }
      isAsking = false;
    };
    void run();
    const stop = client.subscribe(() => void run());
    return () => {
      isWanted = false;
      stop();
    };
  }, [client, key]);
  return known;
}

/** What the library shows for a question, and from then on whenever that changes; undefined until it is known. */
export function useAnswer(question: Question | undefined): Answered | undefined {
  return useAsked(question && ((client) => client.ask(question)), JSON.stringify(question) ?? '');
}

/** How many clips there are of each sort in a project, or in all; undefined until it is known. */
export function useFacets(projectId: string | undefined): Facets | undefined {
  return useAsked((client) => client.facets(projectId), projectId ?? '');
}

/** Rows of the clips of these ids, live, in their order; those that are gone are left out. */
export function useClips(ids: readonly string[]): readonly Clip[] | undefined {
  return useLiveQuery(() => clipsByIds(ids), [ids.join(' ')]);
}
