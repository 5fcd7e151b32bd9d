// First, so that the style of a component comes after it and wins.
import '#components/ui/base.css';
import { Editor } from '#components/editor/editor.tsx';
import { mount } from '#components/ui/mount.tsx';
import { t } from '#lib/platform/i18n.ts';

const asked = new URLSearchParams(location.search);
const clipId = asked.get('clip') ?? '';
const assetId = asked.get('picture') ?? '';
// What the library showed stands behind the hash; it gets it back, with the clip open.
const backUrl = `library.html?${new URLSearchParams({ clip: clipId })}${location.hash}`;

document.title = `${t('edit_picture')} · ${t('app_name')}`;
// The editor is no place to come back to: what it would show is on the disk.
mount(<Editor clipId={clipId} assetId={assetId} backUrl={backUrl} onSaved={() => location.replace(backUrl)} />);
