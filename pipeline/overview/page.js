"use strict";
// Each column's head becomes a button that sorts by it; without this script the page is read as it stands.
const order = new Intl.Collator("sv", { numeric: true, sensitivity: "base" });
const told = document.getElementById("sorterat");
const name = head => head.firstElementChild.textContent;
const value = (row, column) => row.cells[column].textContent;
const isNumber = text => /^\d+$/.test(text);

function compare(a, b) {
  if (isNumber(a) && isNumber(b)) return Number(a) - Number(b);
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? 1 : -1;
  return order.compare(a, b);
}

function sort(head, column) {
  const table = head.closest("table");
  const body = table.tBodies[0];
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const rows = Array.from(body.rows, (row, place) => ({ row, place }));
  rows.sort((a, b) => (up ? 1 : -1) * compare(value(a.row, column), value(b.row, column)) || a.place - b.place);
  body.append(...rows.map(entry => entry.row));
  told.textContent = `${table.caption.textContent}: sorterad efter ${name(head)}, ${up ? "stigande" : "fallande"}.`;
}

for (const table of document.querySelectorAll("table")) {
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(head, column));
    // On paper the head is repeated on each page, and browsers leave buttons out of the repeats.
    const printed = document.createElement("span");
    printed.className = "tryckt";
    printed.textContent = head.textContent;
    head.replaceChildren(button, printed);
  });
}
