import type { AlertRow } from '#shared/contract/procedures/alerts.ts';
import { SEVERITIES, severityRank, type Severity } from '#shared/domain/alert-rule.ts';
import { settingsStore } from '#renderer/client/settings-store.ts';
import { describeAlert, SEVERITY_MARKS } from './alert-words.ts';

/** Told apart by ear: how high, and how often. */
const TONES: Readonly<Record<Severity, { hertz: number; times: number }>> = {
  INFO: { hertz: 440, times: 1 },
  WARNING: { hertz: 660, times: 2 },
  CRITICAL: { hertz: 880, times: 3 },
};
const TONE_SECONDS = 0.12;
const GAP_SECONDS = 0.08;
const LOUDNESS = 0.12;

/** The next tone of the same severity comes no sooner: a storm is heard as one, not as a siren. */
const QUIET_MS = 2_000;

let audio: AudioContext | null = null;
let last: { readonly severity: Severity; readonly at: number } | null = null;

/** Sounds for the worst severity of a batch that is heard, once in two seconds unless it is worse, and has the system show it while the window is not. */
export function announceAlerts(news: readonly AlertRow[]): void {
  const { muted, sounds, notify } = settingsStore.getState().alerts;
  const worst = SEVERITIES.findLast((severity) => news.some((row) => row.severity === severity));
  const heard = SEVERITIES.findLast(
    (one) => sounds.includes(one) && news.some((row) => row.severity === one),
  );
  if (!muted && heard !== undefined && isHeardAgain(heard)) playTone(heard);
  const row = news.find(({ severity }) => severity === worst);
  if (notify && row !== undefined && document.hidden && Notification.permission === 'granted')
    showBySystem(row, news);
}

/** After a while, or when it is worse than the last. */
function isHeardAgain(severity: Severity): boolean {
  const at = performance.now();
  if (last !== null && at - last.at < QUIET_MS && severityRank(severity) <= severityRank(last.severity))
    return false;
  last = { severity, at };
  return true;
}

export function playTone(severity: Severity): void {
  audio ??= new AudioContext();
  // Without a click of the person since the page came, the browser keeps it silent.
  void audio.resume();
  const { hertz, times } = TONES[severity];
  for (let nth = 0; nth < times; nth++) {
    const from = audio.currentTime + nth * (TONE_SECONDS + GAP_SECONDS);
    const tone = new OscillatorNode(audio, { type: 'sine', frequency: hertz });
    const volume = new GainNode(audio, { gain: 0 });
    // Fades in and out, so that it does not click.
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.01);
    volume.gain.setValueAtTime(LOUDNESS, from + TONE_SECONDS - 0.02);
    volume.gain.linearRampToValueAtTime(0, from + TONE_SECONDS);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + TONE_SECONDS);
  }
}

function showBySystem(row: AlertRow, news: readonly AlertRow[]): void {
  const more = news.length > 1 ? ` and ${news.length - 1} more` : '';
  const shown = new Notification(`${SEVERITY_MARKS[row.severity].word}: ${row.title}${more}`, {
    body: describeAlert(row),
    tag: 'preflight-alerts',
  });
  shown.addEventListener('click', () => window.focus());
}
