namespace Entente.Screening.Subjects;

/// <summary>A State, territory or organisation that issues travel documents, by its ISO 3166-1 alpha-3 code or, for the
/// further entities that travel documents know, by the three letters of ICAO Doc 9303-3 section 5 (D becomes DEU; XXA, UNO and the like stay).</summary>
/// <param name="Code">Three capital letters.</param>
public readonly record struct Country(string Code)
{
    /// <inheritdoc />
    public override string ToString() => Code;
}
