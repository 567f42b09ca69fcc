namespace Entente.Screening.Subjects;

/// <summary>A State, territory or organisation that issues travel documents, by its ISO 3166-1 alpha-3 code or, for the
/// further entities that travel documents know, by the three letters of ICAO Doc 9303-3 section 5 (D becomes DEU; XXA, UNO and the like stay).</summary>
/// <param name="Code">Three capital letters.</param>
public readonly record struct Country(string Code)
{
    /// <summary>The ISO 3166-1 alpha-2 code in small letters, as many interfaces write it; the three letters in small ones where there is none.</summary>
    public string Alpha2 => CountryText.Alpha2Of(Code) ?? Code.ToLowerInvariant();

    /// <summary>
    /// Reads an ISO 3166-1 alpha-2 or alpha-3 code, a code of ICAO Doc 9303-3 section 5 with or without fillers, or an English
    /// or French name, short, official or otherwise usual; case, diacritics, punctuation and the order of words do not matter.
    /// A State that no longer exists (Soviet Union, Yugoslavia) is not read: which nationality its people took up, the text
    /// does not tell, and a guess would count against them or for them.
    /// </summary>
    /// <returns>False where the text means no country known here, or could mean several; <paramref name="country"/> is then without meaning.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out Country country)
    {
        var code = CountryText.Find(text);
        country = code is null ? default : new Country(code);
        return code is not null;
    }

    /// <inheritdoc cref="TryRead(ReadOnlySpan{char}, out Country)" />
    public static bool TryRead(string text, out Country country) => TryRead(text.AsSpan(), out country);

    /// <summary>
    /// Whether a person can be a national of it. The codes of organisations and those of stateless people, refugees and people of
    /// unspecified nationality (ICAO Doc 9303-3 section 5, parts C and D) stand on documents where others have a nationality.
    /// </summary>
    public bool IsNationality => Code is not (['X', ..] or "UNO" or "UNA" or "UNK" or "EUE");

    /// <summary>
    /// Whether it is the same as another, or of the same State: the five kinds of British nationality (part B) are no evidence
    /// against each other. Unspecified is the same as nothing.
    /// </summary>
    public bool SharesWith(Country other) => Code != "XXX" && (this == other || (Code is ['G', 'B', ..] && other.Code is ['G', 'B', ..]));

    /// <inheritdoc />
    public override string ToString() => Code;
}
