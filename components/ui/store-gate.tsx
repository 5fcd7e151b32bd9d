import { Component, type ReactNode, useSyncExternalStore } from 'react';
import { toAppError } from '#lib/core/errors.ts';
import { storeState } from '#lib/db/store-state.ts';
import { t, tError } from '#lib/platform/i18n.ts';

type CatchProps = { children: ReactNode };

/** The last resort of a page: says what went wrong instead of going blank. */
class Catch extends Component<CatchProps, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    const { code, detail } = toAppError(error);
    return (
      <div className="notice error" role="alert" style={{ margin: 16 }}>
        <p>{tError(code)}</p>
        <details>
          <summary>{t('details')}</summary>
          <code>{detail}</code>
        </details>
        <button type="button" className="button" onClick={() => location.reload()}>
          {t('reload')}
        </button>
      </div>
    );
  }
}

/** Shows its content while the database may be used; else says why it may not, and what to do. */
export function StoreGate({ children }: CatchProps) {
  const state = useSyncExternalStore(storeState.subscribe, storeState.get);
  return (
    <>
      {state === 'ready' ? null : (
        <div className="notice error row" role="alert" style={{ margin: 16 }}>
          <span className="grow">{tError(state === 'blocked' ? 'store_blocked' : 'store_outdated')}</span>
          <button type="button" className="button" onClick={() => location.reload()}>
            {t('reload')}
          </button>
        </div>
      )}
      <Catch>{children}</Catch>
    </>
  );
}
