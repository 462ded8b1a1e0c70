/** The baseline of summarising: TextRank as its authors describe it, with nothing added (Mihalcea and Tarau, 2004). */

const DAMPING = 0.85;
const CLOSE_ENOUGH = 1e-4;
const ROUNDS_AT_MOST = 100;

function wordsOf(sentence: string): string[] {
  return sentence.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** How many words two sentences share, by the logarithms of their lengths. */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  const length = Math.log(a.size) + Math.log(b.size);
  return length > 0 ? shared / length : 0;
}

/** The rank of each sentence: the share of its time that a reader spends there who walks from likeness to likeness. */
function ranks(sentences: readonly ReadonlySet<string>[]): number[] {
  const edges = sentences.map((one) =>
    sentences.map((other) => (one === other ? 0 : similarity(one, other))),
  );
  const sums = edges.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  let scores = sentences.map(() => 1);
  for (let round = 0; round < ROUNDS_AT_MOST; round += 1) {
    const next = scores.map((_, to) => {
      let flow = 0;
      for (const [from, score] of scores.entries()) {
        const sum = sums[from] ?? 0;
        if (sum > 0) flow += ((edges[from]?.[to] ?? 0) / sum) * score;
      }
      return 1 - DAMPING + DAMPING * flow;
    });
    const change = Math.max(0, ...next.map((score, at) => Math.abs(score - (scores[at] ?? 0))));
    scores = next;
    if (change < CLOSE_ENOUGH) break;
  }
  return scores;
}

/** The sentences of highest rank in the order of the text, at most `maxSentences` and `maxWords`. */
export function textRank(text: string, maxWords: number, maxSentences: number): string {
  const sentences = text.split(/(?<=[.!؟?])\s+|\n+/u).filter((sentence) => wordsOf(sentence).length > 0);
  const scores = ranks(sentences.map((sentence) => new Set(wordsOf(sentence))));
  const chosen: number[] = [];
  let words = 0;
  const best = sentences.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  for (const at of best) {
    const length = wordsOf(sentences[at] ?? '').length;
    if (chosen.length === maxSentences || words + length > maxWords) continue;
    chosen.push(at);
    words += length;
  }
  return chosen
    .sort((a, b) => a - b)
    .map((at) => sentences[at])
    .join(' ');
}
