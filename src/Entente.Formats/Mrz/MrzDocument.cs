using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Mrz;

/// <summary>What the machine-readable zone of a travel document states (ICAO Doc 9303).</summary>
public sealed record MrzDocument
{
    /// <summary>Which of the zones it is.</summary>
    public required MrzFormat Format { get; init; }

    /// <summary>Positions 1 and 2 without fillers: P, PD, V, ID, AC and so on.</summary>
    public required string DocumentCode { get; init; }

    /// <summary>The issuing State or organisation as printed, without fillers (D, UTO, XXA); empty where not stated.</summary>
    public required string Issuer { get; init; }

    /// <summary>The whole document number, long numbers joined; fillers inside it are blanks. Empty where not stated.</summary>
    public required string Number { get; init; }

    /// <summary>The nationality as printed, without fillers; empty where not stated.</summary>
    public required string Nationality { get; init; }

    /// <summary>The birth date as far as it is stated; null where it is not or cannot be one.</summary>
    public BirthDate? BirthDate { get; init; }

    /// <summary>The sex as printed.</summary>
    public Sex Sex { get; init; } = Sex.NotStated;

    /// <summary>The expiry date; null where not fully stated or impossible.</summary>
    public DateOnly? ExpiryDate { get; init; }

    /// <summary>The optional data (TD3: personal number), fillers inside it as blanks. Empty where not stated.</summary>
    public string OptionalData { get; init; } = "";

    /// <summary>The second optional field, which only TD1 has. Empty where not stated.</summary>
    public string FurtherOptionalData { get; init; } = "";

    /// <summary>The name.</summary>
    public required MrzName Name { get; init; }

    /// <summary>The verdict on each check digit.</summary>
    public required MrzChecks Checks { get; init; }

    /// <summary>The lines in their full width as they were read, capitals and fillers restored, digits not repaired.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>Deviations, by line and position; without personal data.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>The kinds of machine-readable zone.</summary>
public enum MrzFormat
{
    /// <summary>Card of 3 lines of 30 characters (Doc 9303-5).</summary>
    Td1,

    /// <summary>Document of 2 lines of 36 characters (Doc 9303-6).</summary>
    Td2,

    /// <summary>Passport booklet of 2 lines of 44 characters (Doc 9303-4).</summary>
    Td3,

    /// <summary>Visa of 2 lines of 44 characters (Doc 9303-7 section 4).</summary>
    MrvA,

    /// <summary>Visa of 2 lines of 36 characters (Doc 9303-7 section 5).</summary>
    MrvB,

    /// <summary>French identity card of 1988 to 2021, 2 lines of 36 characters, with a layout of its own.</summary>
    FrenchIdentityCard,
}

/// <summary>A name from a machine-readable zone; single fillers are blanks.</summary>
/// <param name="Primary">The primary identifier, usually the family name; the whole name where the State divides none.</param>
/// <param name="Secondary">The secondary identifier, usually the given names; empty where the name is not divided.</param>
/// <param name="Truncated">True where the field's last position holds a letter, so that the name, in any of its components, may be cut (Doc 9303-4, -5 and -6 section 4.2.3).</param>
public sealed record MrzName(string Primary, string Secondary, bool Truncated);

/// <summary>The verdicts on the check digits of one zone.</summary>
/// <param name="Number">Over the document number.</param>
/// <param name="BirthDate">Over the birth date.</param>
/// <param name="ExpiryDate">Over the expiry date.</param>
/// <param name="PersonalNumber">Over the personal number (TD3 only).</param>
/// <param name="Composite">Over most of the zone (not on visas).</param>
public sealed record MrzChecks(
    MrzCheck Number, MrzCheck BirthDate, MrzCheck ExpiryDate, MrzCheck PersonalNumber, MrzCheck Composite)
{
    /// <summary>True where no digit of this zone fails and none needed a repair.</summary>
    public bool AllPassed => !new[] { Number, BirthDate, ExpiryDate, PersonalNumber, Composite }
        .Any(check => check is MrzCheck.Failed or MrzCheck.PassedAfterRepair);
}

/// <summary>The verdict on one check digit.</summary>
public enum MrzCheck
{
    /// <summary>The format has no such digit, or field and digit are both left empty.</summary>
    Absent,

    /// <summary>The characters are those the field allows, and the digit is right.</summary>
    Passed,

    /// <summary>Right once letters in digit-only positions are read as the digits they resemble.</summary>
    PassedAfterRepair,

    /// <summary>The field holds characters that it does not allow, or the digit is wrong.</summary>
    Failed,
}
