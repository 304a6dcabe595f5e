(function () {
  "use strict";
  var number = function (text) {
    var value = parseFloat(text.replace(/,/g, ""));
    return isNaN(value) ? -1 : value;
  };
  Tablesort.extend("number", function () { return false; }, function (a, b) {
    return number(b) - number(a);
  });
  document.querySelectorAll("table.sortable").forEach(function (table) {
    var heads = table.tHead.querySelectorAll("th");
    var sortable = function (head) { return head && head.getAttribute("data-sort-method") !== "none"; };
    // Before the sorter's own listeners: one column is marked, and numbers begin with the largest.
    table.tHead.addEventListener("click", function (event) {
      var clicked = event.target.closest("th");
      if (!sortable(clicked)) { return; }
      heads.forEach(function (head) {
        if (head !== clicked) { head.removeAttribute("aria-sort"); }
      });
      if (clicked.getAttribute("data-sort-method") === "number" && !clicked.hasAttribute("aria-sort")) {
        clicked.setAttribute("aria-sort", "ascending");
      }
    }, true);
    heads.forEach(function (head) {
      if (!sortable(head)) { return; }
      head.tabIndex = 0;
      head.addEventListener("keydown", function (event) {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          head.click();
        }
      });
    });
    table.classList.add("live");
    new Tablesort(table);
  });
})();
