using Entente.Reports.Lexicons;
using Entente.Reports.Text;

namespace Entente.Reports.Sentences;

/// <summary>Cuts what is read into paragraphs and sentences, and tells the language of each.</summary>
internal static class SentenceSplitter
{
    /// <summary>Lines longer than this are paragraphs: nobody wraps so late, so that each line end parts two of them.</summary>
    private const int LongLine = 160;

    /// <summary>Tokens of a sentence beyond this number are a sentence of their own, so that a text without points stays readable.</summary>
    private const int MostTokens = 250;

    /// <summary>A line that fills less than this part of the longest one was ended by its writer.</summary>
    private const double ShortLine = 0.6;

    private static readonly HashSet<string> Abbreviations = new(StringComparer.Ordinal)
    {
        "gen", "maj", "lt", "col", "mr", "mrs", "ms", "dr", "m", "mm", "sr", "sra", "st", "no", "adm", "capt", "brig", "sgt", "prof", "jan", "feb", "aug", "sept", "sep", "oct", "nov", "dec", "vs", "art", "cdr", "cmdr", "rep",
        "sen", "gov", "hon", "janv", "fevr", "avr", "juil", "ene", "abr", "ago", "dic", "ee", "uu", "excmo", "d", "rear", "vice", "cf", "etc", "approx", "fig", "av", "vol", "inc", "corp", "ltd", "co", "jr", "msgr", "mgr", "gral", "cnel", "me", "mt", "ft", "se",
    };

    /// <summary>The sentences of a report in their order.</summary>
    public static List<Sentence> Read(View view)
    {
        var paragraphs = Paragraphs(view).Select(p => (p.Start, p.End, Tokens: Tokenizer.Read(view.Text, p.Start, p.End))).Where(p => p.Tokens.Count > 0).ToList();
        var main = LanguageGuess.Of(paragraphs.SelectMany(p => p.Tokens));
        var sentences = new List<Sentence>();
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var own = LanguageGuess.Of(paragraphs[i].Tokens, main);
            foreach (var (tokens, isHeading) in Cut(paragraphs[i].Tokens, own))
            {
                var language = LanguageGuess.Of(tokens, own);
                sentences.Add(new(tokens[0].Start, tokens[^1].End, tokens, i, isHeading) { Language = language, Marks = Lexicon.Of(language).Read(tokens) });
            }
        }

        return sentences;
    }

    private static List<(int Start, int End)> Paragraphs(View view)
    {
        var text = view.Text;
        var lines = new List<(int Start, int End)>();
        for (var start = 0; start <= text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny('\n', '\r') is >= 0 and var length ? start + length : text.Length;
            lines.Add((start, end));
            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }

        var longest = lines.Max(l => l.End - l.Start);
        var paragraphs = new List<(int Start, int End)>();
        var open = false;
        foreach (var (start, end) in lines)
        {
            var line = text.AsSpan(start, end - start).TrimEnd();
            if (line.IsEmpty)
            {
                open = false;
                continue;
            }

            var begins = !open || char.IsWhiteSpace(line[0]) || line[0] is '-' or '–' or '•' or '*' or '·';
            if (begins)
            {
                paragraphs.Add((start, end));
            }
            else
            {
                paragraphs[^1] = (paragraphs[^1].Start, end);
            }

            open = longest <= LongLine && line.Length >= longest * ShortLine && line[^1] is not ('.' or '!' or '?' or ':' or '؟');
        }

        return paragraphs;
    }

    private static IEnumerable<(List<Token> Tokens, bool IsHeading)> Cut(List<Token> tokens, Language language)
    {
        var first = 0;
        var dateline = Dateline.EndOf(tokens);
        if (dateline > 0)
        {
            yield return (tokens[..dateline], true);
            first = dateline;
        }

        for (var i = first; i < tokens.Count; i++)
        {
            if (i - first < MostTokens && !EndsAt(tokens, i, language))
            {
                continue;
            }

            var end = i + 1;
            while (end < tokens.Count && tokens[end].Is("\"”»’)]'") && (tokens[end].IsGlued || tokens[end].Is("»")))
            {
                end++;
            }

            yield return (tokens[first..end], false);
            first = end;
            i = end - 1;
        }

        if (first < tokens.Count)
        {
            yield return (tokens[first..], true);
        }
    }

    private static bool EndsAt(List<Token> tokens, int at, Language language)
    {
        var token = tokens[at];
        if (token.Is("!?؟…"))
        {
            return at + 1 < tokens.Count && Begins(tokens, at + 1) || at + 1 == tokens.Count;
        }

        if (token.Text.Length > 3 && token.Text[^1] == '.')
        {
            return at + 1 < tokens.Count && tokens[at + 1].IsCapital && Lexicon.Of(language).IsFunctionWord(tokens[at + 1].Folded);
        }

        if (!token.Is(".") || !token.IsGlued)
        {
            return token.Is(".");
        }

        if (at + 1 == tokens.Count)
        {
            return true;
        }

        var before = tokens[at - 1];
        var isAbbreviation = Abbreviations.Contains(before.Folded) || (before.Text.Length == 1 && before.IsCapital);
        return !isAbbreviation && Begins(tokens, at + 1);
    }

    /// <summary>Whether a sentence can begin at a token: with a capital, a digit, a quotation mark, or a letter of a script without capitals.</summary>
    private static bool Begins(List<Token> tokens, int at) =>
        tokens[at].Is("\"”»’)]'") || (!tokens[at].IsGlued && (tokens[at].IsCapital || tokens[at].IsNumber || tokens[at].IsArabic || tokens[at].Is("“«‘\"'([–—-¿¡•") || char.IsAsciiDigit(tokens[at].Text[0])));
}
