// SPDX-License-Identifier: Apache-2.0

/** Rows by a value of theirs; unknown ones come last in either direction. `-` before the name sorts downwards. */
export function sorted<T>(rows: T[], sort: string, valueOf: (row: T, column: string) => number | string | null | undefined): T[] {
  const down = sort.startsWith("-");
  const column = down ? sort.slice(1) : sort;
  return rows.toSorted((a, b) => {
    const x = valueOf(a, column);
    const y = valueOf(b, column);
    if (x == null || y == null) return x == null ? (y == null ? 0 : 1) : -1;
    const order = typeof x === "string" || typeof y === "string" ? String(x).localeCompare(String(y), "en") : x - y;
    return down ? -order : order;
  });
}

/** The sort after a click on a column: figures begin with the largest. */
export function nextSort(sort: string, column: string): string {
  return sort === "-" + column ? column : "-" + column;
}
