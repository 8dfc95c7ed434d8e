// A Russian word goes in, the stem under which the search index keeps it comes out.
//
// This is the Russian algorithm of Snowball, run as Pagefind 1.5 runs it: after marks above letters
// are gone, so that «й» is «и» and «ё» is «е». Endings with «й» therefore never match here.

const VOWEL = "аеиоуыэюя";
const AFTER_A = true;

const GERUND = endings("ившись ывшись ивши ывши ив ыв", "вшись вши в");
const REFLEXIVE = endings("ся сь");
const ADJECTIVE = endings(
  "ее ие ые ое ими ыми ем им ым ом его ого ему ому их ых ую юю ая яя ою ею",
);
const PARTICIPLE = endings("ивш ывш ующ", "ем нн вш ющ щ");
const VERB = endings(
  "ила ыла ена ите или ыли ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю",
  "ла на ете ли л ем н ло но ет ют ны ть ешь нно",
);
const NOUN = endings(
  "а ев ов ие ье е иями ями ами еи ии и иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я",
);

// The longest first; those of the second list count only behind «а» or «я».
function endings(free, behind = "") {
  return [
    ...free.split(" ").map((ending) => [ending, !AFTER_A]),
    ...behind.split(" ").filter(Boolean).map((ending) => [ending, AFTER_A]),
  ].sort(([a], [b]) => b.length - a.length);
}

export function plain(word) {
  return word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

export function stem(word) {
  const text = plain(word);
  const start = [...text].findIndex((letter) => VOWEL.includes(letter)) + 1;
  if (!start) return text;
  const second = region(text, region(text, 0)) - start;
  let rest = text.slice(start);
  const drop = (list) => {
    const shorter = without(rest, list);
    const found = shorter !== null;
    if (found) rest = shorter;
    return found;
  };
  if (!drop(GERUND)) {
    drop(REFLEXIVE);
    if (drop(ADJECTIVE)) drop(PARTICIPLE);
    else if (!drop(VERB)) drop(NOUN);
  }
  rest = rest.replace(/и$/, "");
  const noun = /ость?$/.exec(rest);
  if (noun && noun.index >= second) rest = rest.slice(0, noun.index);
  if (/нн$/.test(rest)) rest = rest.slice(0, -1);
  else if (/ейше?$/.test(rest)) rest = rest.replace(/ейше?$/, "").replace(/нн$/, "н");
  else rest = rest.replace(/ь$/, "");
  return text.slice(0, start) + rest;
}

// Where the part behind the first consonant that follows a vowel begins.
function region(text, from) {
  for (let place = from + 1; place < text.length; place += 1) {
    if (VOWEL.includes(text[place - 1]) && !VOWEL.includes(text[place])) return place + 1;
  }
  return text.length;
}

function without(rest, list) {
  for (const [ending, behindA] of list) {
    if (rest.endsWith(ending)) {
      const shorter = rest.slice(0, -ending.length);
      return behindA && !/[ая]$/.test(shorter) ? null : shorter;
    }
  }
  return null;
}
