"use strict";
/* Search without a server. The index lies in small files of its own, each a call of `hotline.put`,
   so that a page that was opened from a disk may read them: a script may be loaded from anywhere
   beside the page, while nothing may be fetched. Only the files that a query needs are loaded. */
const hotline = (() => {
  const here = document.currentScript;
  const root = here.dataset.root || "";
  const WANTED = 30, TITLE_COUNTS = 3, LEAST = 0.35, WHOLE = 4;
  const parts = new Map(), waiting = new Map();

  function put(name, content) {
    parts.set(name, content);
    (waiting.get(name) || []).forEach((tell) => tell(content));
    waiting.delete(name);
  }

  function part(name) {
    if (parts.has(name)) return Promise.resolve(parts.get(name));
    return new Promise((resolve, reject) => {
      if (waiting.has(name)) { waiting.get(name).push(resolve); return; }
      waiting.set(name, [resolve]);
      const script = document.createElement("script");
      script.src = `${root}index/${name}.js`;
      script.onerror = () => { waiting.delete(name); reject(new Error(name)); };
      document.head.append(script);
    });
  }

  function normal(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\p{Cf}\p{Cc}]/gu, " ").trim();
  }

  /* The same tokens as the index holds: pairs of characters; of what is typed in letters, threes. */
  function tokens(query) {
    const found = new Set();
    for (const run of query.match(/[a-z0-9]+|[^\p{P}\p{S}\p{Z}a-z0-9]+/gu) || []) {
      const chars = [...run];
      const size = /^[a-z]/.test(run) && chars.length > 2 ? 3 : 2;
      if (chars.length < size) found.add({ text: run, begins: true });
      for (let at = 0; at + size <= chars.length; at++) {
        found.add({ text: chars.slice(at, at + size).join(""), begins: false });
      }
    }
    return [...found];
  }

  function numbers(coded) {
    let last = 0;
    return coded ? coded.split(".").map((gap) => (last += parseInt(gap, 36))) : [];
  }

  async function scores(wanted, about) {
    const found = new Map();
    let whole = 0;
    for (const token of wanted) {
      const shard = await part(`t${token.text.codePointAt(0) % about.shards}`);
      const lists = token.begins
        ? Object.keys(shard).filter((one) => one.startsWith(token.text)).map((one) => shard[one])
        : shard[token.text] ? [shard[token.text]] : [];
      const titles = new Set(), texts = new Set();
      for (const coded of lists) {
        const [inTitle, inText] = coded.split("|");
        numbers(inTitle).forEach((one) => titles.add(one));
        numbers(inText).forEach((one) => texts.add(one));
      }
      const held = new Set([...titles, ...texts]).size;
      const rare = Math.log(1 + about.articles / (held + 0.5));
      whole += rare;
      texts.forEach((one) => found.set(one, (found.get(one) || 0) + rare));
      titles.forEach((one) => found.set(one, (found.get(one) || 0) + rare * TITLE_COUNTS));
    }
    return [...found].filter(([, score]) => score >= LEAST * whole);
  }

  async function search(text) {
    const query = normal(text), about = await part("about");
    const best = (await scores(tokens(query), about)).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const rows = await Promise.all(best.slice(0, 2 * WANTED).map(async ([number, score]) => {
      const chunk = await part(`a${Math.floor(number / about.chunk)}`);
      const [path, title, unit, kind] = chunk[number % about.chunk];
      const named = normal(title).includes(query) ? WHOLE : 0;
      return { path, title, unit, kind, score: score + named };
    }));
    return rows.sort((a, b) => b.score - a.score).slice(0, WANTED);
  }

  function line(row) {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = root + row.path;
    link.textContent = row.title;
    const beside = document.createElement("span");
    beside.className = "quiet";
    beside.textContent = [row.kind, row.unit].filter(Boolean).join(" · ");
    item.append(link, beside);
    return item;
  }

  let asked = 0;
  async function show(query) {
    const list = document.getElementById("found"), said = document.getElementById("said");
    const mine = ++asked;
    document.getElementById("browse").hidden = Boolean(query);
    if (!query) { list.replaceChildren(); said.textContent = ""; return; }
    try {
      const rows = await search(query);
      if (mine !== asked) return;
      list.replaceChildren(...rows.map(line));
      said.textContent = rows.length
        ? `找到 ${rows.length} 篇，最相关的在前。`
        : "没有找到。换个说法试试，也可以拨打 12345。";
    } catch {
      said.textContent = "检索文件打不开，请按类别浏览，或者拨打 12345。";
    }
  }

  function overdue() {
    const until = document.body.dataset.until;
    const now = new Date();
    const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((one) => String(one).padStart(2, "0")).join("-");
    if (until && until < today) document.getElementById("over").hidden = false;
  }

  document.addEventListener("DOMContentLoaded", () => {
    overdue();
    const field = document.getElementById("q");
    if (!document.getElementById("found")) return;
    let rest;
    field.addEventListener("input", () => {
      clearTimeout(rest);
      rest = setTimeout(() => show(field.value.trim()), 150);
    });
    field.form.addEventListener("submit", (event) => {
      event.preventDefault();
      show(field.value.trim());
    });
    field.value = new URLSearchParams(location.search).get("q") || "";
    show(field.value.trim());
  });
  return { put, search };
})();
