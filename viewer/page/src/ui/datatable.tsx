// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { nextSort, sorted } from "../model/sort";
import { Icon } from "./icons";

export interface DataColumn<T> {
  id: string;
  label: string;
  /** What it is sorted by. */
  value: (row: T) => number | string | null | undefined;
  cell: (row: T) => ComponentChildren;
  /** Figures stand at the end. */
  end?: boolean;
  /** Left out on small screens. */
  wide?: boolean;
}

/** A table that sorts by any column; the first column names the row, and a click on a row picks it. */
export function DataTable<T>({ label, rows, columns, sort, onSort, rowKey, picked, onRow, action }: {
  label: string;
  rows: T[];
  columns: DataColumn<T>[];
  sort: string;
  onSort: (sort: string) => void;
  rowKey: (row: T) => string;
  picked?: string | undefined;
  onRow?: (row: T) => void;
  /** What a click on a row does, for those who do not see it. */
  action?: (row: T) => string;
}) {
  const shown = sorted(rows, sort, (row, id) => columns.find((c) => c.id === id)?.value(row));
  return (
    <table class="data-table" aria-label={label}>
      <thead>
        <tr>
          {columns.map((c) => <HeadCell key={c.id} column={c} sort={sort} onSort={onSort} />)}
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr key={rowKey(row)} class={picked === rowKey(row) ? "picked" : ""} aria-current={picked === rowKey(row) ? "true" : undefined} onClick={() => onRow?.(row)}>
            {columns.map((c, i) =>
              i === 0 ? (
                <th key={c.id} scope="row">
                  {onRow ? <button class="quiet ellipsis" title={action?.(row)} onClick={(e) => { e.stopPropagation(); onRow(row); }}>{c.cell(row)}</button> : c.cell(row)}
                </th>
              ) : (
                <td key={c.id} class={classOf(c)}>{c.cell(row)}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function HeadCell<T>({ column, sort, onSort }: { column: DataColumn<T>; sort: string; onSort: (sort: string) => void }) {
  const ascending = sort === column.id;
  const descending = sort === "-" + column.id;
  return (
    <th scope="col" class={classOf(column)} aria-sort={ascending ? "ascending" : descending ? "descending" : undefined}>
      <button class={ascending || descending ? "sorted" : ""} onClick={() => onSort(nextSort(sort, column.id))}>
        {column.label}
        {ascending && <Icon name="up" class="small" />}
        {descending && <Icon name="down" class="small" />}
      </button>
    </th>
  );
}

function classOf<T>(column: DataColumn<T>): string {
  return [column.end ? "to-end" : "", column.wide ? "wide-cell" : ""].join(" ").trim();
}
