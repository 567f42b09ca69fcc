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

        if (Bracketed(tokens) is > 0 and var behind)
        {
            return behind;
        }

        var (hasSign, isBracketed) = (false, false);
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

            // A running sentence has small words before its first dash; an agency's name in brackets may have some too.
            isBracketed = tokens[i].Is("(") || (isBracketed && !tokens[i].Is(")"));
            if (!isBracketed && tokens[i] is { IsWord: true, IsCapital: false, IsNumber: false, IsArabic: false } && !IsSmallWordOfDates(tokens[i]))
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary>"GULF OF GUINEA (June 3, 2023) The ship": place in capitals and a date in brackets, without a dash.</summary>
    private static int Bracketed(IReadOnlyList<Token> tokens)
    {
        var open = 0;
        while (open < Math.Min(tokens.Count, 8) && (!tokens[open].IsWord || tokens[open].Text.All(c => !char.IsLower(c))) && !tokens[open].Is("("))
        {
            open++;
        }

        if (open == 0 || open >= tokens.Count - 3 || !tokens[open].Is("(") || !tokens[0].IsCapital || tokens[0].Text.Length < 2)
        {
            return 0;
        }

        var close = open + 1;
        while (close < Math.Min(tokens.Count - 2, open + 10) && !tokens[close].Is(")"))
        {
            close++;
        }

        return tokens[close].Is(")") && tokens.Skip(open).Take(close - open).Any(t => t.IsNumber && t.Text.Length == 4) && !tokens[close + 1].Is("-–—") ? close + 1 : 0;
    }

    private static bool IsSmallWordOfDates(Token token) => token.Folded is "de" or "del" or "of" or "the" or "le" or "et" or "and" or "er" or "1er" or "la" or "du" or "des" or "l'" or "d'" or "st" or "th" or "en" or "y"
        || Lexicons.Lexicon.Of(Lexicons.Language.French).Read([token]).ContainsKey("month") || Lexicons.Lexicon.Of(Lexicons.Language.Spanish).Read([token]).ContainsKey("month")
        || Lexicons.Lexicon.Of(Lexicons.Language.French).Read([token]).ContainsKey("weekday") || Lexicons.Lexicon.Of(Lexicons.Language.Spanish).Read([token]).ContainsKey("weekday");
}
