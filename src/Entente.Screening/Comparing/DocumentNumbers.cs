namespace Entente.Screening.Comparing;

/// <summary>Compares document numbers as printed and as misread.</summary>
public static class DocumentNumbers
{
    /// <summary>Numbers of fewer letters and digits are too easily shared to mean anything.</summary>
    public const int Shortest = 5;

    /// <summary>Letters and digits alone, in capitals.</summary>
    public static string Plain(string number) => string.Concat(number.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));

    /// <summary>A plain number with every letter that is misread for a digit as that digit (ICAO Doc 9303-3: OCR-B look-alikes).</summary>
    public static string AsRead(string plain) => string.Concat(plain.Select(c => c switch
    {
        'O' or 'Q' or 'D' => '0',
        'I' or 'L' => '1',
        'Z' => '2',
        'S' => '5',
        'G' => '6',
        'B' => '8',
        _ => c,
    }));
}
