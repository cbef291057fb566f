/* The table of examples: the tools of every table, and a filter by place, initiative and answer. */
import { tool } from "./table.js"

export default function (button) {
  tool(button, {
    names: ["sted", "initiativ", "del", "svar"],
    fits: ({ data }, cells, { sted, initiativ, del, svar }) =>
      (!sted || data.sted === sted) &&
      (!initiativ || data.initiativ === initiativ) &&
      (!svar || cells.some(({ dataset }) => dataset.answer === svar && (!del || dataset.part === del))),
  })
}
