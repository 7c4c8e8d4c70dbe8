/** What people answer with most, each with the words that name it. */
export const CHOICES: readonly (readonly [emoji: string, name: string])[] = [
  ['👍', 'thumbs up'],
  ['👎', 'thumbs down'],
  ['❤️', 'heart'],
  ['😂', 'laughing'],
  ['🎉', 'party'],
  ['👏', 'applause'],
  ['🙏', 'thank you'],
  ['🔥', 'fire'],
  ['💯', 'hundred'],
  ['✅', 'done'],
  ['👀', 'looking'],
  ['🚀', 'rocket'],
  ['💡', 'idea'],
  ['🤔', 'thinking'],
  ['😊', 'smiling'],
  ['😍', 'love it'],
  ['😮', 'surprised'],
  ['😢', 'sad'],
  ['😡', 'angry'],
  ['🤝', 'agreed'],
  ['💪', 'strong'],
  ['☕', 'coffee'],
  ['❓', 'question'],
  ['➕', 'plus one'],
];

const CHARACTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Pictures, flags and keycaps. */
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3)/u;

/** The one emoji that a text is, without the space around it; `undefined` if it is something else. */
export function oneEmoji(text: string): string | undefined {
  const trimmed = text.trim();
  return [...CHARACTERS.segment(trimmed)].length === 1 && EMOJI.test(trimmed) ? trimmed : undefined;
}
