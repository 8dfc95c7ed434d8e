// The page for lost addresses: the words of the address go into the field of the search. Addresses
// are Russian words in Latin letters (slug_of in nokgen/check/names.py): they are spelled back.
const PAIRS = { shch: "щ", zh: "ж", kh: "х", ts: "ц", ch: "ч", sh: "ш", yu: "ю", ya: "я" };
const SINGLE = Object.fromEntries([..."abvgdeziklmnoprstuf"].map((c, n) => [c, "абвгдезиклмнопрстуф"[n]]));
// Folders of the site and its words for kinds of plans: they say nothing of what was looked for.
const OWN = new Set(
  ("annual appeals bodies bus campaign consolidated council data documents html improvement index information " +
    "leaflet media oktmo org organizations placement plan plans poster public publications report results surveys").split(" "),
);
const VOWEL = /[aeiouy]/;

function cyrillic(word) {
  return word.replace(/shch|zh|kh|ts|ch|sh|yu|ya|[a-z]/g, (sound, at) => {
    if (sound !== "y") return PAIRS[sound] ?? SINGLE[sound] ?? sound;
    const before = word[at - 1] ?? "";
    if (!before || VOWEL.test(before)) return "й";
    if (at < word.length - 1) return "ы";
    return /[kgh]/.test(before) ? "ий" : "ый";
  });
}

function words(segment) {
  return segment
    .toLowerCase()
    .replace(/\.\w+$/, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word && !OWN.has(word))
    // Such letters or endings are English.
    .map((word) => (/[cqwxj](?!h)|tion$|ing$|ment$|ee|oo/.test(word) ? "" : cyrillic(word)))
    .filter(Boolean);
}

function asked(root) {
  let path = location.pathname;
  try {
    path = decodeURIComponent(path);
  } catch {
    // Somebody's broken address: as it stands.
  }
  if (path.startsWith(root)) path = path.slice(root.length);
  const segments = path.split("/").filter((part) => part !== "404.html");
  // The last part that says something: a plan, else its town.
  return segments.map(words).findLast((found) => found.some((word) => word.length > 1 && !/^\d{1,4}$/.test(word))) ?? [];
}

const form = document.getElementById("lost");
const field = form.querySelector("input");
if (!field.value) field.value = asked(form.dataset.root).join(" ").slice(0, 100);
