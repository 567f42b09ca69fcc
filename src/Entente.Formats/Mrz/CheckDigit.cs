namespace Entente.Formats.Mrz;

/// <summary>
/// The check digit of ICAO Doc 9303-3 section 4.9: values 0 to 9 for digits, 10 to 35 for letters, 0 for the filler, weighted 7, 3, 1
/// from the left, sum modulo 10. Characters whose values are equal modulo 10 (A and 0, B and 1, and so on; the filler and 0) look
/// the same to it, so the characters are checked against the field before the digit is.
/// </summary>
internal static class CheckDigit
{
    /// <summary>The digit 0 to 9, or -1 where a character is none of A-Z, 0-9 and the filler.</summary>
    public static int Of(ReadOnlySpan<char> field)
    {
        var sum = 0;
        for (var i = 0; i < field.Length; i++)
        {
            var value = ValueOf(field[i]);
            if (value < 0)
            {
                return -1;
            }

            sum += value * (i % 3) switch { 0 => 7, 1 => 3, _ => 1 };
        }

        return sum % 10;
    }

    private static int ValueOf(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'A' and <= 'Z' => character - 'A' + 10,
        MrzReader.Filler => 0,
        _ => -1,
    };
}
