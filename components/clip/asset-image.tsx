import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { getPicture } from '#lib/db/assets.ts';
import { tError } from '#lib/platform/i18n.ts';

/** An address for bytes that stay on this machine, for as long as the component shows them. */
function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return undefined;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return blob ? url : undefined;
}

type Props = { id: string; alt: string; className: string; size: 'thumbnail' | 'full' };

/** A stored picture. Shown at the size it had on the page, or smaller. */
export function AssetImage({ id, alt, className, size }: Props) {
  const asset = useLiveQuery(async () => (await getPicture(id, size)) ?? null, [id, size]);
  const url = useObjectUrl(asset?.blob);
  if (asset === null && size === 'full') return <p className="notice error">{tError('image_missing')}</p>;
  if (!asset || !url) return <span className={className} role="img" aria-label={alt} />;
  return (
    <img
      className={className}
      src={url}
      alt={alt}
      width={Math.round(asset.width / asset.scale)}
      height={size === 'full' ? Math.round(asset.height / asset.scale) : undefined}
    />
  );
}
