// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons";

/** What a place says that has nothing to show. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="state">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function Skeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div class="skeletons" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} class="skeleton" style={{ width: `${52 + ((i * 37) % 41)}%` }} />
      ))}
    </div>
  );
}

/** A failure where it happened, with the way out. */
export function Failure({ error, retry }: { error: Error; retry?: () => void }) {
  return (
    <div class="failure" role="alert">
      <p class="strong">{error.message}</p>
      {retry && (
        <button class="link" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}
