using Entente.Screening.Subjects;

namespace Entente.Screening.Comparing;

/// <summary>How two stated birth dates stand to each other.</summary>
internal enum BirthDateRelation
{
    /// <summary>Nothing to compare.</summary>
    Unknown,

    /// <summary>They fit in no way.</summary>
    Contradicts,

    /// <summary>Years one off, nothing more known.</summary>
    YearNear,

    /// <summary>Years agree once one of them is read as a Hijri year.</summary>
    HijriYear,

    /// <summary>Years agree, nothing more known.</summary>
    YearAgrees,

    /// <summary>Years and months agree, no day known.</summary>
    MonthAgrees,

    /// <summary>Day and month agree, years one off.</summary>
    YearOneOff,

    /// <summary>Day and month in the other order.</summary>
    Swapped,

    /// <summary>The same day.</summary>
    Exact,
}

/// <summary>Compares birth dates as far as both sides state them.</summary>
internal static class BirthDates
{
    // The Hijri years that living people can have been born in: lunar and solar.
    private const int HijriFrom = 1250;
    private const int HijriTo = 1500;

    /// <summary>The best relation between any of the dates on either side.</summary>
    public static (BirthDateRelation Relation, BirthDate? A, BirthDate? B) Compare(IReadOnlyList<BirthDate> a, IReadOnlyList<BirthDate> b)
    {
        var best = (Relation: BirthDateRelation.Unknown, A: (BirthDate?)null, B: (BirthDate?)null);
        for (var i = 0; i < a.Count; i++)
        {
            for (var j = 0; j < b.Count; j++)
            {
                var relation = Compare(a[i], b[j]);
                if (relation > best.Relation)
                {
                    best = (relation, a[i], b[j]);
                }
            }
        }

        return best;
    }

    /// <summary>How two dates stand to each other; the order of the two does not matter.</summary>
    public static BirthDateRelation Compare(BirthDate a, BirthDate b)
    {
        if (IsHijri(a) != IsHijri(b))
        {
            var (hijri, other) = IsHijri(a) ? (a, b) : (b, a);
            return OverlapsHijri(hijri, other) ? BirthDateRelation.HijriYear : BirthDateRelation.Contradicts;
        }

        var apart = YearsApart(a, b);
        if (Detail(a) == 0 || Detail(b) == 0)
        {
            var slack = a.Approximate || b.Approximate ? 2 : 1;
            return apart == 0 ? BirthDateRelation.YearAgrees : apart <= slack ? BirthDateRelation.YearNear : BirthDateRelation.Contradicts;
        }

        return CompareDays(a, b, apart);
    }

    private static BirthDateRelation CompareDays(BirthDate a, BirthDate b, int apart)
    {
        if (Detail(a) == 1 || Detail(b) == 1)
        {
            return apart == 0 && a.Month == b.Month ? BirthDateRelation.MonthAgrees
                : apart <= 1 ? BirthDateRelation.YearNear
                : BirthDateRelation.Contradicts;
        }

        if (a.Month == b.Month && a.Day == b.Day)
        {
            return apart == 0 ? BirthDateRelation.Exact : apart == 1 ? BirthDateRelation.YearOneOff : BirthDateRelation.Contradicts;
        }

        if (a.Month == b.Day && a.Day == b.Month && apart == 0)
        {
            return BirthDateRelation.Swapped;
        }

        return apart == 0 ? BirthDateRelation.YearNear : BirthDateRelation.Contradicts;
    }

    /// <summary>Whether the date is known to the day; 1 January is not, for it stands for an unknown day on many documents.</summary>
    public static bool IsKnownToTheDay(BirthDate date) => Detail(date) == 2;

    /// <summary>0 for a year alone (1 January stands for an unknown day on many documents), 1 for a month, 2 for a day.</summary>
    private static int Detail(BirthDate date) =>
        date.Month is null || date.YearFrom != date.YearTo || (date.Month == 1 && date.Day == 1) ? 0 : date.Day is null ? 1 : 2;

    private static int YearsApart(BirthDate a, BirthDate b) =>
        a.YearTo < b.YearFrom ? b.YearFrom - a.YearTo : b.YearTo < a.YearFrom ? a.YearFrom - b.YearTo : 0;

    private static bool IsHijri(BirthDate date) => date.YearFrom is >= HijriFrom and <= HijriTo;

    /// <summary>Lunar: one Hijri year is 354.367 days, year 1 began in July 622. Solar (Iran, Afghanistan): year 1 began in March 622.</summary>
    private static bool OverlapsHijri(BirthDate hijri, BirthDate other)
    {
        var lunarFrom = 622.54 + ((hijri.YearFrom - 1) * 0.970224);
        var lunarTo = 622.54 + (hijri.YearTo * 0.970224);
        return (other.YearTo + 1 > lunarFrom && other.YearFrom <= lunarTo)
            || (other.YearTo >= hijri.YearFrom + 621 && other.YearFrom <= hijri.YearTo + 622);
    }
}
