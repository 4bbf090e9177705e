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
  };

  const take = (char: string): void => {
    if (arrayDepth > 0 && depth >= arrayDepth) {
      if (element === '' && /\s/.test(char)) return;
      if (element === '') elementLine = line;
      element += char;
      if (element.length > MAX_ELEMENT) problem ??= 'ELEMENT_TOO_LONG';
    } else {
      envelope += char;
      if (envelope.length > MAX_ENVELOPE) problem ??= 'ELEMENT_TOO_LONG';
    }
  };

  const structural = (char: string): void => {
    if (char === '[' && depth === 1 && !found && opensArray.test(envelope)) {
      take(char);
      depth++;
      arrayDepth = depth;
      found = true;
    } else if (char === ',' && depth === arrayDepth && arrayDepth > 0) {
      finishElement(false);
    } else if (char === ']' && depth === arrayDepth && arrayDepth > 0) {
      finishElement(true);
      arrayDepth = 0;
      depth--;
      take(char);
    } else {
      if (char === '{' || char === '[') depth++;
      take(char);
      if (char === '}' || char === ']') depth--;
    }
  };

  return {
    push(text) {
      for (const char of text) {
        if (problem !== null) return;
        if (inString) {
          take(char);
          if (isEscaped) isEscaped = false;
          else if (char === '\\') isEscaped = true;
          else if (char === '"') inString = false;
        } else if (char === '"') {
          take(char);
          inString = true;
        } else if ('{}[],'.includes(char)) structural(char);
        else take(char);
        if (char === '\n') line++;
      }
    },
    end() {
      if (problem !== null) return err(problem);
      if (!found) return err('NO_ARRAY');
      return depth === 0 && !inString ? ok(envelope) : err('NOT_JSON');
    },
  };
}
