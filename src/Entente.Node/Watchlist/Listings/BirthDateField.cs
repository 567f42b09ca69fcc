using System.Globalization;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist.Listings;

/// <summary>A birth date as <see cref="BirthDate.ToString"/> writes it.</summary>
internal static class BirthDateField
{
    /// <summary>The date; null where the text is none.</summary>
    public static BirthDate? Read(string? text)
    {
        if (text is null || text.Length > 11)
        {
            return null;
        }

        var exact = text.TrimStart('~');
        var date = exact.Split('/') is [var from, var to] ? Span(from, to) : Point(exact.Split('-'));
        return exact.Length == text.Length ? date : text.Length - exact.Length == 1 && date is not null ? date with { Approximate = true } : null;
    }

    private static BirthDate? Span(string from, string to) => Number(from, 4) is { } first && Number(to, 4) is { } last ? BirthDate.Between(first, last) : null;

    private static BirthDate? Point(string[] parts) => parts switch
    {
        [var y] when Number(y, 4) is { } year => BirthDate.Of(year),
        [var y, var m] when Number(y, 4) is { } year && Number(m, 2) is { } month => BirthDate.Of(year, month),
        [var y, var m, var d] when Number(y, 4) is { } year && Number(m, 2) is { } month && Number(d, 2) is { } day => BirthDate.Of(year, month, day),
        _ => null,
    };

    private static int? Number(string text, int digits) => text.Length == digits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
