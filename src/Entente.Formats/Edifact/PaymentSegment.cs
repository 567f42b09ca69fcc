namespace Entente.Formats.Edifact;

/// <summary>
/// The form of payment (FOP): composites of code, indicator, amount, vendor, account and expiry, one for each form. Of a card only code,
/// amount and vendor stay, whether its number passes a check or not.
/// </summary>
internal static class PaymentSegment
{
    private const string Card = "CC";
    private const int Code = 0;
    private const int Amount = 2;

    /// <summary>Overwrites the digits of cards; gives how many cards there were.</summary>
    public static int Mask(Span<char> segment, ServiceString service, char mask)
    {
        var (masked, component, isCard, isCounted, code) = (0, 0, false, false, "");
        for (var at = 0; at < segment.Length; at++)
        {
            var isReleased = segment[at] == service.Release && at + 1 < segment.Length;
            var character = segment[isReleased ? ++at : at];
            if (!isReleased && (character == service.Element || character == service.Repetition))
            {
                (component, isCard, isCounted, code) = (0, false, false, "");
            }
            else if (!isReleased && character == service.Component)
            {
                isCard |= component == Code && code.Equals(Card, StringComparison.OrdinalIgnoreCase);
                component++;
            }
            else if (component == Code && char.IsAsciiLetterOrDigit(character) && code.Length <= Card.Length)
            {
                code += character;
            }
            else if (isCard && component != Amount && char.IsAsciiDigit(character))
            {
                segment[at] = mask;
                masked += isCounted ? 0 : 1;
                isCounted = true;
            }
        }

        return masked;
    }
}
