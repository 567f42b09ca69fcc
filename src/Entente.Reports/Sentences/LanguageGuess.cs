using System.Buffers;
using Entente.Reports.Lexicons;

namespace Entente.Reports.Sentences;

/// <summary>Tells a language by its commonest words, and Arabic by its letters.</summary>
internal static class LanguageGuess
{
    /// <summary>By how many words a sentence must speak for another language than its surroundings.</summary>
    private const int Lead = 2;

    private static readonly SearchValues<char> FrenchLetters = SearchValues.Create("èêçàùœîôûâë");

    private static readonly SearchValues<char> SpanishLetters = SearchValues.Create("ñóáíú¿¡");

    /// <summary>The language that most words of a text speak for.</summary>
    public static Language Of(IEnumerable<Token> tokens, Language? surroundings = null)
    {
        var otherwise = surroundings ?? Language.English;
        Span<int> counts = stackalloc int[4];
        foreach (var token in tokens)
        {
            if (token.IsArabic)
            {
                counts[(int)Language.Arabic] += 2;
                continue;
            }

            for (var language = Language.English; language < Language.Arabic; language++)
            {
                counts[(int)language] += token.IsWord && Lexicon.Of(language).IsFunctionWord(token.Folded) ? 1 : 0;
            }

            // Letters that the other languages do not have, in a word that is no name.
            if (!token.IsCapital)
            {
                counts[(int)Language.French] += token.Text.AsSpan().IndexOfAny(FrenchLetters) >= 0 ? 1 : 0;
                counts[(int)Language.Spanish] += token.Text.AsSpan().IndexOfAny(SpanishLetters) >= 0 ? 1 : 0;
            }
        }

        counts[(int)otherwise] += surroundings is null ? 0 : Lead - 1;
        var best = otherwise;
        for (var language = Language.English; language <= Language.Arabic; language++)
        {
            best = counts[(int)language] > counts[(int)best] ? language : best;
        }

        return best;
    }
}
