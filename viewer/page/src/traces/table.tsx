// SPDX-License-Identifier: Apache-2.0
import { useEffect } from "preact/hooks";
import { fetchEarly } from "../api/client";
import type { TraceRow } from "../api/types";
import { plural } from "../format/format";
import { Icon } from "../ui/icons";
import { useVirtual } from "../ui/virtual";
import { Cell, StatusIcon } from "./row";
import type { Column } from "./columns";

const ROW = 34;
const ROW_NARROW = 58;

export interface TableProps {
  rows: TraceRow[];
  columns: Column[];
  sort: string;
  current: number;
  selected: ReadonlySet<string>;
  narrow: boolean;
  now: number;
  more: boolean;
  waiting: number;
  onSort: (field: string) => void;
  onOpen: (row: TraceRow) => void;
  onCurrent: (index: number) => void;
  onSelect: (row: TraceRow) => void;
  onMore: () => void;
  onWaiting: () => void;
  onHover: (inside: boolean) => void;
}

/** The list itself: only the rows that can be seen are drawn. */
export function TraceTable(props: TableProps) {
  const { rows, columns, narrow } = props;
  const height = narrow ? ROW_NARROW : ROW;
  const virtual = useVirtual(rows.length, height, narrow ? 0 : 28);
  useEffect(() => virtual.scrollTo(props.current), [props.current]);
  useEffect(() => {
    if (props.more && virtual.end >= rows.length - 20) props.onMore();
  }, [virtual.end, rows.length, props.more]);

  const grid = { "--columns": ["42px", ...columns.map((c) => c.width)].join(" ") } as Record<string, string>;
  return (
    <div
      class={narrow ? "table narrow scroll" : "table scroll"}
      ref={virtual.box}
      onScroll={virtual.onScroll}
      onPointerEnter={() => props.onHover(true)}
      onPointerLeave={() => props.onHover(false)}
      role="grid"
      tabIndex={0}
      aria-label="Traces"
      aria-rowcount={rows.length + 1}
      style={grid}
    >
      {!narrow && (
        <div class="table-row head" role="row" aria-rowindex={1}>
          <span role="columnheader"><span class="visually-hidden">Status</span></span>
          {columns.map((column) => (
            <HeadCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
          ))}
        </div>
      )}
      {props.waiting > 0 && (
        <button class="waiting" onClick={props.onWaiting}>
          <Icon name="up" class="small" /> {plural(props.waiting, "new trace")}
        </button>
      )}
      <div class="table-body" style={{ height: `${rows.length * height}px` }} role="presentation">
        {rows.slice(virtual.first, virtual.end).map((row, i) => (
          <TableRow key={row.id} row={row} index={virtual.first + i} height={height} {...props} />
        ))}
      </div>
    </div>
  );
}

function HeadCell({ column, sort, onSort }: { column: Column; sort: string; onSort: (field: string) => void }) {
  const ascending = column.sort && sort === column.sort;
  const descending = column.sort && sort === "-" + column.sort;
  return (
    <span role="columnheader" class={column.end ? "to-end" : ""} aria-sort={ascending ? "ascending" : descending ? "descending" : undefined}>
      {column.sort ? (
        <button class={ascending || descending ? "sorted" : ""} onClick={() => onSort(column.sort!)}>
          {column.label}
          {ascending && <Icon name="up" class="small" />}
          {descending && <Icon name="down" class="small" />}
        </button>
      ) : (
        column.label
      )}
    </span>
  );
}

function TableRow({ row, index, height, columns, current, selected, narrow, now, onOpen, onCurrent, onSelect }: TableProps & { row: TraceRow; index: number; height: number }) {
  const marked = selected.has(row.id);
  return (
    <div
      class={["table-row", index === current ? "current" : "", marked ? "marked" : ""].join(" ")}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={marked}
      style={{ transform: `translateY(${index * height}px)`, height: `${height}px` }}
      onPointerDown={(e) => {
        if (e.button === 0 && !e.ctrlKey && !e.metaKey) fetchEarly(row.id);
      }}
      onClick={(e) => {
        onCurrent(index);
        if (e.ctrlKey || e.metaKey || e.shiftKey) onSelect(row);
        else onOpen(row);
      }}
    >
      <span role="gridcell" class="row-status">
        <button
          class="check-box"
          role="checkbox"
          aria-checked={marked}
          aria-label={`Select ${row.name}`}
          tabIndex={-1}
          onClick={(e) => { e.stopPropagation(); onSelect(row); }}
        >
          {marked && <Icon name="check" class="small" />}
        </button>
        <StatusIcon status={row.status} />
      </span>
      {narrow ? <NarrowCells row={row} columns={columns} now={now} /> : (
        columns.map((column) => (
          <span key={column.id} role="gridcell" class={column.end ? "to-end" : ""}>
            <Cell column={column} row={row} now={now} />
          </span>
        ))
      )}
    </div>
  );
}

/** Two lines on a small screen: name and duration, and what happened below. */
function NarrowCells({ row, columns, now }: { row: TraceRow; columns: Column[]; now: number }) {
  const [name, finding] = columns;
  const duration = { id: "duration", label: "Duration", width: "" };
  return (
    <>
      <span role="gridcell" class="narrow-name">{name && <Cell column={name} row={row} now={now} />}</span>
      <span role="gridcell" class="narrow-duration"><Cell column={duration} row={row} now={now} /></span>
      <span role="gridcell" class="narrow-finding">{finding && <Cell column={finding} row={row} now={now} />}</span>
    </>
  );
}
