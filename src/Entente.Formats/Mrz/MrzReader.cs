using Entente.Formats.Reading;
using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Mrz;

/// <summary>
/// Reads machine-readable zones (ICAO Doc 9303: TD1, TD2, TD3, MRV-A, MRV-B; and the old French identity card). Wrong digits,
/// impossible dates and strange characters are findings, not failures: an officer must see what a damaged document still says.
/// </summary>
public static class MrzReader
{
    /// <summary>What stands where nothing stands.</summary>
    internal const char Filler = '<';

    /// <summary>Reads one zone.</summary>
    /// <param name="text">
    /// The two or three lines. Line ends of any kind, lines glued together, blanks for fillers or between characters, small letters
    /// and a name line without its last fillers are understood.
    /// </param>
    /// <param name="today">The day of reading, which decides centuries.</param>
    /// <exception cref="UnreadableInputException">Number or length of the lines fit no zone.</exception>
    public static MrzDocument Read(string text, DateOnly today) =>
        TryRead(text, today) ?? throw new UnreadableInputException(Fault(text));

    /// <summary>Reads one zone; null in place of the exception.</summary>
    public static MrzDocument? TryRead(string text, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(text);
        var findings = new List<Finding>();
        return MrzLines.Arrange(text, findings) is { } arranged ? ReadZone(arranged, findings, today) : null;
    }

    /// <summary>What arrived and what is allowed, for text that <see cref="TryRead"/> gives null for; without personal data.</summary>
    public static string Fault(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"This is no machine-readable zone: {MrzLines.DescribeLengths(text)} arrived; allowed are 2 lines of 44 characters (passport, visa A), "
            + "2 lines of 36 (card TD2, visa B) or 3 lines of 30 (card TD1). Read the document again, with every filler (<).";
    }

    private static MrzDocument ReadZone(MrzLines arranged, List<Finding> findings, DateOnly today)
    {
        var layout = arranged.Layout;
        var zone = new MrzZone(arranged, findings);
        var number = MrzNumber.Read(zone, layout);
        return new MrzDocument
        {
            Format = layout.Format,
            DocumentCode = zone.Text(new(1, 1, 2)),
            Issuer = zone.Text(new(1, 3, 5)),
            Number = number.Text,
            Nationality = zone.Text(layout.Nationality),
            BirthDate = ReadBirth(zone, layout, today),
            Sex = ReadSex(zone, layout),
            ExpiryDate = ReadExpiry(zone, layout, today),
            OptionalData = number.OptionalData,
            FurtherOptionalData = zone.Text(layout.FurtherOptional),
            Name = ReadName(zone, layout),
            Checks = ReadChecks(zone, layout, number),
            Lines = arranged.Lines,
            Findings = findings,
        };
    }

    private static MrzChecks ReadChecks(MrzZone zone, MrzLayout layout, MrzNumber number) => new(
        Number: number.Check,
        BirthDate: zone.Check(layout.Birth, digitsOnly: true),
        ExpiryDate: layout.Expiry.Exists ? zone.Check(layout.Expiry, digitsOnly: true) : MrzCheck.Absent,
        PersonalNumber: layout.OptionalIsChecked ? zone.Check(layout.Optional, digitsOnly: false) : MrzCheck.Absent,
        Composite: layout.Composite.Exists ? zone.Check(layout.CompositeOver, layout.Composite) : MrzCheck.Absent);

    private static BirthDate? ReadBirth(MrzZone zone, MrzLayout layout, DateOnly today)
    {
        if (SixDigitDate.ReadBirth(zone[layout.Birth], today, out var date) == DateReading.Unreadable)
        {
            zone.Find(layout.Birth, "birth-date-unreadable", "The birth date is none; allowed is YYMMDD with fillers for unknown parts. Look at the document.");
        }

        return date;
    }

    private static DateOnly? ReadExpiry(MrzZone zone, MrzLayout layout, DateOnly today)
    {
        if (SixDigitDate.ReadExpiry(zone[layout.Expiry], today, out var date) == DateReading.Unreadable)
        {
            zone.Find(layout.Expiry, "expiry-date-unreadable", "The expiry date is none; allowed is YYMMDD. Look at the document.");
        }

        return date;
    }

    private static Sex ReadSex(MrzZone zone, MrzLayout layout)
    {
        var sex = SexText.Read(zone[layout.Sex]);
        if (sex is null)
        {
            zone.Find(layout.Sex, "sex-unreadable", "The sex is neither F, M nor the filler; it counts as not stated.");
        }

        return sex ?? Sex.NotStated;
    }

    private static MrzName ReadName(MrzZone zone, MrzLayout layout)
    {
        var field = zone[layout.Name];
        var given = zone[layout.GivenNames];
        if (field.ContainsAnyInRange('0', '9') || given.ContainsAnyInRange('0', '9'))
        {
            zone.Find(layout.Name, "name-characters", "The name holds digits; allowed are letters and fillers. It is kept as read: look at the document.");
        }

        var name = layout.GivenNames.Exists
            ? new MrzName(MrzZone.Unfilled(field), MrzZone.Unfilled(given), IsLetter(field[^1]) || IsLetter(given[^1]))
            : Divide(field);
        if (name is { Primary: "", Secondary: "" })
        {
            zone.Find(layout.Name, "name-missing", "The name field is empty. Look at the document.");
        }

        return name;
    }

    /// <summary>Doc 9303-3 section 4.6: two fillers part the identifiers, one parts the components of either.</summary>
    private static MrzName Divide(ReadOnlySpan<char> field)
    {
        var border = field.IndexOf("<<", StringComparison.Ordinal);
        return border < 0
            ? new(MrzZone.Unfilled(field), "", IsLetter(field[^1]))
            : new(MrzZone.Unfilled(field[..border]), MrzZone.Unfilled(field[border..]), IsLetter(field[^1]));
    }

    private static bool IsLetter(char character) => character is >= 'A' and <= 'Z';
}
