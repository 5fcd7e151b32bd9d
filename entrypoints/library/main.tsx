// First, so that the style of a component comes after it and wins.
import '#components/ui/base.css';
import { KeepTyping } from '#components/clip/keep-typing.ts';
import { Library } from '#components/library/library.tsx';
import { LibraryClientProvider } from '#components/library/library-client.ts';
import { mount } from '#components/ui/mount.tsx';
import { showBadge } from '#lib/platform/action.ts';
import { locale, t } from '#lib/platform/i18n.ts';
import * as sites from '#lib/platform/sites.ts';
import { keepTyping } from '#lib/platform/typing.ts';
import { libraryClient } from '#lib/search/library/client.ts';

const showCount = (count: number) => void showBadge(count);

document.title = `${t('library')} · ${t('app_name')}`;
mount(
  <KeepTyping value={keepTyping}>
    <LibraryClientProvider value={libraryClient(new Worker('/indexer.js', { name: locale() }))}>
      <Library sites={sites} onInbox={showCount} />
    </LibraryClientProvider>
  </KeepTyping>,
);
