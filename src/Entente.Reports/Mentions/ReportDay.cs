using System.Globalization;
using Entente.Reports.Sentences;
using Entente.Reports.Text;

namespace Entente.Reports.Mentions;

/// <summary>The day of a report: what its markup states, else the date in its dateline or in a short line at its head or foot.</summary>
internal static class ReportDay
{
    /// <summary>Sentences at the head among which a dateline is looked for.</summary>
    private const int Head = 8;

    /// <summary>A line of more tokens is no dateline.</summary>
    private const int ShortLine = 18;

    /// <summary>Lines at the foot of which one may hold the date alone, and its tokens at most: "28/02/2024".</summary>
    private const int FootLines = 4, DateAlone = 6;

    /// <summary>Small words of a dateline that ends with a point: "Madrid, 3 de mayo de 2024."</summary>
    private const int MostSmallWords = 4;

    /// <summary>The day; null where nothing states it in full.</summary>
    public static DateOnly? Find(View view, IReadOnlyList<Sentence> sentences)
    {
        foreach (var date in view.Dates)
        {
            if (date.Length >= 10 && DateOnly.TryParseExact(date.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }
        }

        var lines = sentences.Take(Head).Where(s => s.Tokens.Count <= ShortLine && s.IsHeading).Concat(sentences.Take(Head).Where(s => s.Tokens.Count <= ShortLine && !s.IsHeading && s.Of("published").Count > 0))
            .Concat(sentences.TakeLast(3).Where(s => s.Tokens.Count <= ShortLine && s.IsHeading && s.Of("published").Count > 0));
        lines = lines.Concat(sentences.Take(Head).Where(s => s.Tokens.Count <= ShortLine && s.Tokens.Count(t => t is { IsWord: true, IsCapital: false, IsNumber: false, IsArabic: false }) <= MostSmallWords));
        lines = lines.Concat(sentences.TakeLast(FootLines).Where(s => s.Tokens.Count <= DateAlone));
        return lines.Select(DayIn).FirstOrDefault(day => day is not null);
    }

    private static DateOnly? DayIn(Sentence sentence)
    {
        foreach (var mention in new DateFinder(sentence).Find())
        {
            if (mention.Date is { Year: { } year, Month: { } month, Day: { } day, Until: null } && day <= DateTime.DaysInMonth(year, month))
            {
                return new(year, month, day);
            }
        }

        return null;
    }
}
