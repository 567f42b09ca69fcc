namespace Entente.Formats.Paxlst;

/// <summary>Carrier and number of a flight (IATA Resolution 761: a carrier of two or three characters, up to four digits, a letter).</summary>
internal static class FlightDesignator
{
    /// <summary>Carrier and number without blanks, hyphens and leading zeros; as written where it has another shape.</summary>
    public static string Normalise(string flight)
    {
        var text = string.Concat(flight.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        var carrier = CarrierLength(text);
        var digits = text[carrier..].TakeWhile(char.IsAsciiDigit).Count();
        var rest = text[(carrier + digits)..];
        if (digits == 0 || rest.Length > 1)
        {
            return flight;
        }

        var number = text.Substring(carrier, digits).TrimStart('0');
        return $"{text[..carrier]}{(number.Length == 0 ? "0" : number)}{rest}";
    }

    /// <summary>The carrier at the beginning of the flight; empty where none stands there.</summary>
    public static string CarrierOf(string flight) => flight[..CarrierLength(flight)].ToUpperInvariant();

    /// <summary>Three letters before a digit are an ICAO code; two characters with a letter among them are an IATA code.</summary>
    private static int CarrierLength(string text) => text switch
    {
        [var a, var b, var c, var d, ..] when IsLetter(a) && IsLetter(b) && IsLetter(c) && char.IsAsciiDigit(d) => 3,
        [var a, var b, ..] when char.IsAsciiLetterOrDigit(a) && char.IsAsciiLetterOrDigit(b) && (IsLetter(a) || IsLetter(b)) => 2,
        _ => 0,
    };

    private static bool IsLetter(char character) => char.IsAsciiLetter(character);
}
