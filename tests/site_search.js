"use strict";
/* Asks the search of a public site without a browser: `node site_search.js FOLDER QUERY…` prints a
   JSON list of the titles found for each query. Scripts are read from the folder, as a browser
   reads them from a disk. */
const fs = require("node:fs"), path = require("node:path"), vm = require("node:vm");
const [folder, ...queries] = process.argv.slice(2);

const document = {
  currentScript: { dataset: { root: "" } },
  addEventListener() {},
  createElement: () => ({}),
  head: {
    append(script) {
      const file = path.join(folder, script.src);
      if (!fs.existsSync(file)) { script.onerror(); return; }
      vm.runInContext(fs.readFileSync(file, "utf8"), page);
    },
  },
};
const page = vm.createContext({ document, URLSearchParams, Promise });
vm.runInContext(fs.readFileSync(path.join(folder, "search.js"), "utf8"), page);

(async () => {
  const found = [];
  for (const query of queries) {
    page.query = query;
    const rows = await vm.runInContext("hotline.search(query)", page);
    found.push(rows.map((row) => row.title));
  }
  console.log(JSON.stringify(found));
})();
