/* What the answers mean, by the rules in docs/data/checklists. Answers are one letter a question; `-` is none. */

/**
 * The first rule that fits, as {outcome, because: keys of the questions it rests on}; null while answers are missing.
 * The same is written in macros/model/checklist.py, and a test holds the two against each other.
 */
export function judge(rules, keys, answers) {
  if (answers.includes("-")) return null
  const asked = (key) => answers[keys.indexOf(key)]
  for (const { outcome, any, all, gap } of rules) {
    let because = []
    if (any) {
      because = keys.filter((key) => any[asked(key)]?.includes(key))
      if (!because.length) continue
    }
    if (all && !Object.entries(all).every(([letter, which]) => which.every((key) => asked(key) === letter))) continue
    if (gap) {
      const top = answers.lastIndexOf(gap[1])
      because = keys.filter((key, at) => at < top && answers[at] === gap[0])
      if (!because.length) continue
    }
    return { outcome, because }
  }
  return null
}

/** The answers in a link: one set or two, each fitting the questions; an empty list when it is none. */
export function readAnswers(text, letters) {
  const sets = text.split(".")
  const fits = (set) => set.length === letters.length && [...set].every((letter, at) => letter === "-" || letters[at].includes(letter))
  return sets.length <= 2 && sets.every(fits) ? sets : []
}
