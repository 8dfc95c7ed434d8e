// A query goes in; what to look for in the index comes out: word forms, phrases, synonyms.
//
// The index keeps a word under its stem, but one Russian word may have several stems there:
// «городской» and «городская», «отец» and «отца». `forms` names one form for each of them.

import { plain, stem } from "./search-stem.js";

const ADJECTIVE =
  "ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю ою ею ей ых их ыми ими".split(" ");
const NOUN = (
  "а у ом е ы и ов ам ами ах о ой ь я ю ем ей ев ям ями ях ью й " +
  "ия ие ию ии ием ией ий иям иями иях ья ье ьи"
).split(" ");
const LETTERS = /^[а-я]+$/;
const VOWEL = /[аеиоуыэюяй]$/;
const CONSONANT = /[бвгджзклмнпрстфхцчшщ]$/;
// The only noun of official texts whose base has no vowel.
const DAY = "день дня дню дне днем дни дней дням днями днях".split(" ");
// Words that every text has; they would only narrow a search down at random.
const SMALL = new Set(
  "а без в во для до же за и из или к как ко на не но о об от по при про с со то у что".split(" "),
);

// One form for each stem under which the index may keep the word; the word itself comes first.
function forms(word) {
  const text = word.toLowerCase().replaceAll("ё", "е");
  const all = DAY.includes(text) ? [text, ...DAY] : [text];
  if (all.length === 1 && LETTERS.test(text) && text.length > 2) {
    for (const base of bases(text, ADJECTIVE)) all.push(...ADJECTIVE.map((end) => base + end));
    const ended = VOWEL.test(text) ? [] : [text];
    for (const base of [...ended, ...bases(text, NOUN)]) {
      for (const short of [base, ...contracted(base)]) {
        if (whole(short)) all.push(short);
        all.push(...NOUN.map((end) => short + end));
      }
      for (const long of expanded(base)) all.push(long, `${long}ь`);
    }
  }
  const byStem = new Map();
  for (const form of all) if (!byStem.has(stem(form))) byStem.set(stem(form), form);
  return [...byStem.values()];
}

const known = new Map(); // word → its stems: the words of synonyms are compared with each query

// The stems under which the index may keep the word.
export function stems(word) {
  if (!known.has(word)) known.set(word, new Set(forms(word).map(stem)));
  return known.get(word);
}

function related(one, other) {
  const all = stems(one);
  return [...stems(other)].some((each) => all.has(each));
}

function bases(text, endings) {
  return endings
    .filter((end) => text.endsWith(end))
    .map((end) => text.slice(0, -end.length))
    .filter((base) => base.length > 2);
}

// Without the vowel that only the form with no ending has: посёлок → посёлк-, палец → пальц-.
function contracted(base) {
  const found = /^(.+)[ео]([кцнлрвмтгб])$/.exec(base);
  if (!found) return [];
  const [, start, last] = found;
  if (!CONSONANT.test(start)) return "кц".includes(last) ? [`${start}й${last}`] : [];
  const soft = /[лнрсзд]$/.test(start) ? [`${start}ь${last}`] : [];
  return [start + last, ...soft].filter((short) => /[аеиоуыэюя]/.test(short));
}

// Whether the index takes no part of it for an ending, as it does in краев(ой): край.
function whole(base) {
  return stem(base) === plain(base);
}

// With that vowel: оценк- → оценок, новостройк- → новостроек.
function expanded(base) {
  const soft = /^(.+)[ьй]([кцнгбм])$/.exec(base);
  if (soft) return [`${soft[1]}е${soft[2]}`];
  const hard = /^(.*[бвгджзклмнпрстфхцчшщ])([кцнлрвм])$/.exec(base);
  const both = hard ? [`${hard[1]}о${hard[2]}`, `${hard[1]}е${hard[2]}`] : [];
  return both.filter(whole);
}

// The index reads «д/с» as one word.
function words(text) {
  const joined = text.replace(/(?<!\p{L})(\p{L}{1,2})\/(\p{L}{1,2})(?!\p{L})/gu, "$1$2");
  return joined.match(/[\p{L}\p{N}]+/gu) ?? [];
}

// A query as a list of units that a page must have, all of them. A unit is {text, choices, others}: one of
// the choices is enough, and a choice is words that follow each other. The first is the query's own,
// the rest are those of `others`, the names that mean the same.
export function units(query, synonyms = []) {
  const parts = query.match(/[«"“„][^«"“„»”]+[»"”]?|[^\s«"“„»”]+/g) ?? [];
  const found = parts.flatMap((part) =>
    /^[«"“„]/.test(part)
      ? [{ text: part.replace(/[«"“„»”]/g, ""), quoted: true }]
      : words(part).map((text) => ({ text, quoted: false })),
  );
  const telling = found.filter(({ text, quoted }) => quoted || !SMALL.has(plain(text)));
  return withSynonyms(telling.length ? telling : found, synonyms).filter(
    ({ choices }) => choices[0].length,
  );
}

function withSynonyms(parts, synonyms) {
  const result = [];
  for (let place = 0; place < parts.length; ) {
    const { group, length } = groupAt(parts, place, synonyms);
    const own = parts.slice(place, place + length);
    const choice = own.flatMap(({ text }) => words(text));
    // A name that holds all words of the query finds nothing more.
    const others = group.filter((name) => !holds(words(name), choice));
    result.push({
      text: own.map(({ text }) => text).join(" "),
      choices: [choice, ...others.map(words)],
      others,
    });
    place += length;
  }
  return result;
}

// The group of synonyms with the longest name that begins here, and the number of its words.
function groupAt(parts, place, synonyms) {
  let best = { group: [], length: 1 };
  if (parts[place].quoted) return best;
  for (const group of synonyms) {
    for (const name of group) {
      const named = words(name);
      const here = parts.slice(place, place + named.length);
      const longer = named.length > best.length || !best.group.length;
      if (longer && !here.some(({ quoted }) => quoted) && same(named, here.map((p) => p.text))) {
        best = { group, length: named.length };
      }
    }
  }
  return best;
}

function same(some, others) {
  return some.length === others.length && some.every((word, n) => related(word, others[n]));
}

function holds(name, choice) {
  return choice.every((word) => name.some((other) => related(word, other)));
}

// What somebody typed with the Latin keyboard: gkfy → план.
const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё";

export function retyped(query) {
  return query.toLowerCase().replace(/./gu, (key) => RUSSIAN[LATIN.indexOf(key)] ?? key);
}

// How many letters differ: changed, missing, too many or swapped.
export function distance(one, other) {
  let [before, last] = [[], [...other, ""].map((_, n) => n)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}
