using Entente.Reports.Lexicons;
using Entente.Reports.Sentences;

namespace Entente.Reports.Mentions;

/// <summary>The future of French and Spanish by its endings.</summary>
internal static class Tense
{
    private const int ShortestVerb = 5;

    /// <summary>Whether a verb of the future stands before a token.</summary>
    public static bool IsToCome(Sentence sentence, int before)
    {
        for (var i = 0; i < Math.Min(before, sentence.Tokens.Count); i++)
        {
            if (IsToCome(sentence.Language, sentence.Tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsToCome(Language language, Token token) => token.Text.Length >= ShortestVerb && !token.IsCapital && language switch
    {
        Language.French => token.Text.EndsWith("era", StringComparison.Ordinal) || token.Text.EndsWith("eront", StringComparison.Ordinal) || token.Text.EndsWith("ndra", StringComparison.Ordinal)
            || token.Text.EndsWith("ndront", StringComparison.Ordinal) || token.Text.EndsWith("ira", StringComparison.Ordinal) || token.Text.EndsWith("iront", StringComparison.Ordinal),
        Language.Spanish => token.Text.EndsWith("rá", StringComparison.Ordinal) || token.Text.EndsWith("rán", StringComparison.Ordinal),
        _ => false,
    };
}
