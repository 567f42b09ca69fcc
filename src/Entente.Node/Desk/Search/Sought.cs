using System.Globalization;
using System.Text.RegularExpressions;
using Entente.Node.Border.Kept;
using Entente.Node.Watchlist.Listings;
using Entente.Screening.Comparing;
using Entente.Screening.Subjects;

namespace Entente.Node.Desk.Search;

/// <summary>What somebody typed into the one field, read in every way in which it can be meant: a name, a year or day, a number, a place.</summary>
/// <param name="Text">As it was typed, without blanks at its ends, cut to <see cref="Longest"/>.</param>
/// <param name="Person">Whom it may describe; null where it has neither a letter nor a number of a document.</param>
/// <param name="IsNumber">Whether it is nothing but a number, so that a name that is like it means nothing.</param>
/// <param name="Number">Letters and digits of a number of a document, crossing or vehicle; empty where it has no digit.</param>
/// <param name="Crossing">The part that may be the number of a crossing; empty for none.</param>
/// <param name="Day">A day of travel, 2026-11-21; empty for none.</param>
/// <param name="Place">Code of a place or post; empty for none.</param>
internal sealed partial record Sought(string Text, Subject? Person, bool IsNumber, string Number, string Crossing, string Day, string Place)
{
    /// <summary>Characters that are read at most; no name is longer.</summary>
    public const int Longest = 200;

    private static readonly string[] Days = ["yyyy-MM-dd", "d.M.yyyy", "d/M/yyyy", "dd.MM.yyyy", "dd/MM/yyyy"];

    /// <summary>Whether it says enough to look for anything.</summary>
    public bool IsAnything => Person is not null || Number.Length >= 2 || Day.Length > 0;

    /// <summary>Reads what was typed.</summary>
    public static Sought Of(string? typed)
    {
        var text = Western(Cut(typed?.Trim() ?? ""));
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var day = words.Select(DayOf).FirstOrDefault(d => d is not null) ?? "";
        var births = words.Select(BirthOf).OfType<BirthDate>().ToList();
        var others = words.Where(w => DayOf(w) is null && BirthOf(w) is null).ToList();
        var digits = others.Where(w => w.Any(char.IsAsciiDigit)).ToList();

        // "UT 417" and "12345 A 6" are numbers with blanks; in "Choukri UT417" a name stands beside one.
        var isNumber = digits.Count > 0 && others.All(w => w.Length <= 3 || w.Any(char.IsAsciiDigit));
        var number = digits.Count == 0 ? "" : DocumentNumbers.Plain(string.Concat(isNumber ? others : digits));
        var name = string.Join(' ', isNumber ? others : others.Except(digits, StringComparer.Ordinal));
        var place = day.Length > 0 && others.FirstOrDefault(Place3().IsMatch) is { } code ? code.ToUpperInvariant() : "";
        return new Sought(text, PersonOf(name, births, number), isNumber, number, number.Length is >= 2 and <= 12 ? number : "", day, place);
    }

    /// <summary>The number as a number plate.</summary>
    public string Plate => KeptPeople.Plate(Number);

    private static Subject? PersonOf(string name, List<BirthDate> births, string number)
    {
        var documents = number.Length >= DocumentNumbers.Shortest ? new[] { new IdentityDocument(number) } : [];
        return name.Any(char.IsLetter) || documents.Length > 0 ? new Subject { Names = [new SubjectName(name)], BirthDates = births, Documents = documents } : null;
    }

    private static string Cut(string text) => text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];

    private static string? DayOf(string word) => DateOnly.TryParseExact(word, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static BirthDate? BirthOf(string word) => Year().IsMatch(word) ? BirthDateField.Read(word) : DayOf(word) is { } day ? BirthDateField.Read(day) : null;

    /// <summary>Digits of the Mashriq and of Persian as Western ones, so that a number typed on an Arabic keyboard is found.</summary>
    private static string Western(string text) => string.Concat(text.Select(c => c switch { >= '٠' and <= '٩' => (char)(c - '٠' + '0'), >= '۰' and <= '۹' => (char)(c - '۰' + '0'), _ => c }));

    [GeneratedRegex(@"^(19|20)\d\d$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();

    [GeneratedRegex(@"^[A-Za-z]{3}$", RegexOptions.None, 1000)]
    private static partial Regex Place3();
}
