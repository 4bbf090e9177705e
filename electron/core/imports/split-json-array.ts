import { err, ok, type Result } from '#shared/errors/result.ts';

/** One element of the array, as text, with the 1-based line it starts on. */
export interface JsonElement {
  readonly text: string;
  readonly line: number;
}

export type JsonArrayProblem = 'NOT_JSON' | 'NO_ARRAY' | 'ELEMENT_TOO_LONG';

export interface JsonArraySplitter {
  push(text: string): void;
  /** Everything outside the array as one JSON text in which the array is empty, or what is wrong with the whole. */
  end(): Result<string, JsonArrayProblem>;
}

/** Characters of one element; a limit has some hundreds. */
const MAX_ELEMENT = 1_048_576;
/** Characters outside the array; the envelope is two keys. */
const MAX_ENVELOPE = 65_536;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Cuts the elements out of the array that is the value of `key` in a JSON object that arrives in pieces, without
 * holding the whole text. It only follows strings and brackets; each element is parsed by whoever takes it.
 */
export function splitJsonArray(key: string, onElement: (element: JsonElement) => void): JsonArraySplitter {
  let depth = 0;
  let line = 1;
  let inString = false;
  let isEscaped = false;
  /** Depth inside the array, 0 while outside it. */
  let arrayDepth = 0;
  let envelope = '';
  let element = '';
  /** Line of the first character of the element that is not blank, 0 before it. */
  let elementLine = 0;
  let problem: JsonArrayProblem | null = null;
  let found = false;
  let isExpected = false;
  const opensArray = new RegExp(`"${key}"\\s*:\\s*$`);

  /** An element ends at a comma, after which another must follow, or at the bracket. */
  const finishElement = (isLast: boolean): void => {
    const text = element.trim();
    if (text !== '') onElement({ text, line: elementLine });
    else if (isExpected || !isLast) problem ??= 'NOT_JSON';
    isExpected = !isLast;
    element = '';
    elementLine = 0;
  };

  /** Adds what was passed over, to the element or to what is around the array. */
  const keep = (text: string): void => {
    if (arrayDepth > 0) {
      element += text;
      if (element.length > MAX_ELEMENT) problem ??= 'ELEMENT_TOO_LONG';
    } else {
      envelope += text;
      if (envelope.length > MAX_ENVELOPE) problem ??= 'ELEMENT_TOO_LONG';
    }
  };

  return {
    push(text) {
      let kept = 0;
      for (let at = 0; at < text.length && problem === null; at++) {
        const code = text.charCodeAt(at);
        if (code === NEWLINE) line++;
        if (elementLine === 0 && arrayDepth > 0 && code > 0x20 && code !== COMMA && code !== CLOSE_BRACKET)
          elementLine = line;
        if (inString) {
          if (isEscaped) isEscaped = false;
          else if (code === BACKSLASH) isEscaped = true;
          else if (code === QUOTE) inString = false;
        } else if (code === QUOTE) {
          inString = true;
        } else if (code === OPEN_BRACKET && depth === 1 && !found) {
          depth++;
          keep(text.slice(kept, at));
          kept = at;
          if (!opensArray.test(envelope)) continue;
          keep('[');
          kept = at + 1;
          arrayDepth = depth;
          found = true;
        } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
          depth++;
        } else if (arrayDepth > 0 && depth === arrayDepth && (code === COMMA || code === CLOSE_BRACKET)) {
          keep(text.slice(kept, at));
          kept = at + 1;
          if (problem !== null) return;
          finishElement(code === CLOSE_BRACKET);
          if (code === COMMA) continue;
          arrayDepth = 0;
          depth--;
          kept = at;
        } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
          depth--;
        }
      }
      if (problem === null) keep(text.slice(kept));
    },
    end() {
      if (problem !== null) return err(problem);
      if (!found) return err('NO_ARRAY');
      return depth === 0 && !inString ? ok(envelope) : err('NOT_JSON');
    },
  };
}
