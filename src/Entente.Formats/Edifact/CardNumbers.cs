namespace Entente.Formats.Edifact;

/// <summary>
/// Numbers of payment cards in free text (ISO/IEC 7812: 13 to 19 digits, the last a check digit after Luhn; none begins with 0). Groups of
/// three digits or more may be parted by one blank, hyphen or full stop. Whatever can be such a number counts as one.
/// </summary>
internal static class CardNumbers
{
    private const int Shortest = 13;
    private const int Longest = 19;
    private const int SmallestGroup = 3;

    /// <summary>Overwrites the digits of all card numbers in the text; gives how many there were.</summary>
    /// <param name="text">The text as it stands in the message, release characters included.</param>
    /// <param name="service">The separators of the message.</param>
    /// <param name="mask">What is written over the digits.</param>
    public static int Mask(Span<char> text, ServiceString service, char mask)
    {
        var masked = 0;
        var chain = new List<int>();
        var groupStart = 0;
        var gap = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            var character = at < text.Length ? text[at] : '\0';
            if (at < text.Length && IsNoise(character, service))
            {
                continue;
            }

            if (char.IsAsciiDigit(character) && !service.Has(character))
            {
                chain.Add(at);
                gap = 0;
                continue;
            }

            var isGap = character is ' ' or '-' or '.' && !service.Has(character) && ++gap == 1;
            if (isGap && chain.Count - groupStart >= SmallestGroup)
            {
                groupStart = chain.Count;
                continue;
            }

            masked += MaskChain(text, chain, mask);
            chain.Clear();
            (groupStart, gap) = (0, 0);
        }

        return masked;
    }

    /// <summary>Readers leave these out, so digits on both sides stand together.</summary>
    private static bool IsNoise(char character, ServiceString service) => character is '\r' or '\n' || character == service.Release;

    private static int MaskChain(Span<char> text, List<int> chain, char mask)
    {
        var digits = new int[chain.Count];
        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = text[chain[i]] - '0';
        }

        var cards = 0;
        var maskedTo = 0;
        var (evenDoubled, oddDoubled) = (LuhnSums(digits, doubled: 0), LuhnSums(digits, doubled: 1));
        for (var start = 0; start + Shortest <= digits.Length; start++)
        {
            var end = digits[start] == 0 ? 0 : CardEnd(evenDoubled, oddDoubled, start);
            cards += end > 0 && start >= maskedTo ? 1 : 0;
            for (var i = Math.Max(start, maskedTo); i < end; i++)
            {
                text[chain[i]] = mask;
            }

            maskedTo = Math.Max(maskedTo, end);
        }

        return cards;
    }

    /// <summary>Where the longest card number that begins at a place ends; 0 where none begins there.</summary>
    private static int CardEnd(int[] evenDoubled, int[] oddDoubled, int start)
    {
        for (var end = Math.Min(start + Longest, evenDoubled.Length - 1); end >= start + Shortest; end--)
        {
            // The last digit counts once, the one before it twice, and so on in turn.
            var sums = end % 2 == 0 ? evenDoubled : oddDoubled;
            if ((sums[end] - sums[start]) % 10 == 0)
            {
                return end;
            }
        }

        return 0;
    }

    /// <summary>Sums of the digits before each place, those at even (0) or odd (1) places doubled, so that any stretch is checked by one difference.</summary>
    private static int[] LuhnSums(int[] digits, int doubled)
    {
        var sums = new int[digits.Length + 1];
        for (var i = 0; i < digits.Length; i++)
        {
            var value = i % 2 == doubled ? 2 * digits[i] : digits[i];
            sums[i + 1] = sums[i] + (value > 9 ? value - 9 : value);
        }

        return sums;
    }
}
