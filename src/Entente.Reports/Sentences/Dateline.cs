namespace Entente.Reports.Sentences;

/// <summary>The beginning of an agency's report: place, date, agency, then a dash ("RABAT, 14 June 2022 (Agency) - ").</summary>
internal static class Dateline
{
    /// <summary>Tokens within which the dash stands.</summary>
    private const int MostTokens = 22;

    /// <summary>The token behind the dash; 0 where the paragraph begins otherwise.</summary>
    public static int EndOf(IReadOnlyList<Token> tokens)
    {
        if (tokens.Count == 0 || !(tokens[0].IsCapital || tokens[0].IsArabic || tokens[0].Is("(") || tokens[0].IsNumber))
        {
            return 0;
        }

        var hasSign = false;
        for (var i = 1; i < Math.Min(tokens.Count - 3, MostTokens); i++)
        {
            hasSign |= tokens[i].Is(",،(/") || tokens[i].IsNumber;
            var isDash = (tokens[i].Is("–—") && !tokens[i - 1].Is("–—")) || (tokens[i].Is("-") && (!tokens[i].IsGlued || tokens[i - 1].Is(".)")) && !tokens[i + 1].IsGlued);
            if (tokens[i].Is("-") && !tokens[i].IsGlued && i + 2 < tokens.Count && tokens[i + 1].Is("-") && tokens[i + 1].IsGlued)
            {
                return hasSign ? i + 2 : 0;
            }

            if (isDash)
            {
                return hasSign || i <= 3 ? i + 1 : 0;
            }

            // A running sentence has small words before its first dash.
            if (tokens[i] is { IsWord: true, IsCapital: false, IsNumber: false, IsArabic: false } && !IsSmallWordOfDates(tokens[i]))
            {
                return 0;
            }
        }

        return 0;
    }

    private static bool IsSmallWordOfDates(Token token) => token.Folded is "de" or "del" or "of" or "the" or "le" or "et" or "and" or "er" or "1er" or "la" or "du" or "des" or "l'" or "d'" or "st" or "th" or "en" or "y"
        || Lexicons.Lexicon.Of(Lexicons.Language.French).Read([token]).ContainsKey("month") || Lexicons.Lexicon.Of(Lexicons.Language.Spanish).Read([token]).ContainsKey("month")
        || Lexicons.Lexicon.Of(Lexicons.Language.French).Read([token]).ContainsKey("weekday") || Lexicons.Lexicon.Of(Lexicons.Language.Spanish).Read([token]).ContainsKey("weekday");
}
