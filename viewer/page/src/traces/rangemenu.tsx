// SPDX-License-Identifier: Apache-2.0
import { setParams } from "../state/route";
import { Icon } from "../ui/icons";
import { MenuButton } from "../ui/menu";
import { rangeLabel, RANGES } from "./range";

/** The time that a page looks at; an own range comes from dragging over a chart. */
export function RangeMenu({ range }: { range: string }) {
  return (
    <MenuButton class="outlined" label="Time" button={<>{rangeLabel(range)} <Icon name="chevronDown" class="small" /></>}>
      {(close) =>
        RANGES.map(([key, label]) => (
          <button key={key} onClick={() => { setParams({ range: key }); close(); }}>
            {label} {key === range && <Icon name="check" class="end" />}
          </button>
        ))
      }
    </MenuButton>
  );
}
