using Entente.Names.Comparing.Hot;
using Entente.Names.Reading;

namespace Entente.Names.Comparing;

/// <summary>Compares two parts: whether they are near enough to be spellings of one name, and what the difference costs.</summary>
internal static class PartComparison
{
    /// <summary>
    /// Two parts are related where their comparable forms lie within one edit (longer one of 3 to 5 letters) or two (longer
    /// one of 6 or more), where they share a skeleton, or where one is a prefix and the part it stands for begins with it.
    /// Parts that are not related agree in nothing.
    /// </summary>
    public static bool Related(NamePart a, NamePart b) =>
        a.Script == Script.Other || b.Script == Script.Other ? a.Comparable == b.Comparable
        : SharesSkeleton(a, b) || WithinEdits(a, b) || (a.Cut && SharesPrefix(a, b)) || (b.Cut && SharesPrefix(b, a));

    /// <summary>How many edits still relate two parts, by the letters of the longer comparable form.</summary>
    public static int EditsAllowed(int letters) => letters switch { >= 6 => 2, >= 3 => 1, _ => 0 };

    /// <summary>The most edits that <see cref="EditsAllowed"/> gives.</summary>
    public const int MostEdits = 2;

    /// <summary>The most edits for two listed neighbours written together: they are long, many, and seldom mistyped twice.</summary>
    public const int MostEditsOfJoined = 1;

    /// <summary>Whether a query part and a listed one lie within the edits allowed (insertion, deletion, substitution) in their comparable forms.</summary>
    public static bool WithinEdits(NamePart query, NamePart listed) => EditDistance.Within(
        query.Comparable.AsSpan(),
        listed.Comparable.AsSpan(),
        Math.Min(listed.Joined ? MostEditsOfJoined : MostEdits, EditsAllowed(Math.Max(query.Comparable.Length, listed.Comparable.Length))));

    /// <summary>Whether two parts are forms of one given name, or sound alike: the same consonants, and vowels in the same places where both scripts write them.</summary>
    public static bool SameSound(NamePart a, NamePart b)
    {
        if (a.Form > 0 && a.Form == b.Form)
        {
            return true;
        }

        if (a.Cut || b.Cut || a.Sound.Length < 2 || b.Sound.Length < 2)
        {
            return false;
        }

        var (abjadA, abjadB) = (a.Script is Script.Arabic or Script.Hebrew, b.Script is Script.Arabic or Script.Hebrew);
        return abjadA == abjadB ? a.Sound == b.Sound : abjadA ? SameConsonants(a.Sound, b.Sound) : SameConsonants(b.Sound, a.Sound);
    }

    /// <summary>What the difference in spelling costs, in eighths of a bit; <see cref="SpellingCost.TooMuch"/> beyond the limit.</summary>
    /// <param name="a">One part.</param>
    /// <param name="b">The other.</param>
    /// <param name="limit">Where to give up.</param>
    /// <param name="tables">Tables for <paramref name="a"/>, where it is compared with many; null for one pair.</param>
    public static int Cost(NamePart a, NamePart b, int limit, SpellingTables? tables = null)
    {
        var cost = CostAsWritten(a, b, limit, tables);
        if (cost == 0)
        {
            return 0;
        }

        if (a.Bare is { } bareA)
        {
            cost = Math.Min(cost, a.BareCost + CostAsWritten(bareA, b, limit - a.BareCost, tables));
        }

        if (b.Bare is { } bareB)
        {
            cost = Math.Min(cost, b.BareCost + CostAsWritten(a, bareB, limit - b.BareCost, tables));
        }

        // Helper of the faith and servant of the Helper are two names.
        if (a.Bare is { } a2 && b.Bare is { } b2 && !(a.IsServant && b.IsOfFaith) && !(a.IsOfFaith && b.IsServant))
        {
            var other = a.IsServant == b.IsServant ? 0 : a.BareCost + b.BareCost;
            cost = Math.Min(cost, other + CostAsWritten(a2, b2, limit - other, tables));
        }

        return cost <= limit ? cost : SpellingCost.TooMuch;
    }

    private static int CostAsWritten(NamePart a, NamePart b, int limit, SpellingTables? tables)
    {
        if (a.Script == Script.Other || b.Script == Script.Other || (a.Script == b.Script && a.Letters == b.Letters))
        {
            return a.Comparable == b.Comparable ? 0 : SpellingCost.TooMuch;
        }

        if (limit < 0)
        {
            return SpellingCost.TooMuch;
        }

        var costsA = LetterCosts.From(a.Script);
        var costsB = LetterCosts.From(b.Script);
        if (costsA != LetterCosts.Latin && costsB == LetterCosts.Latin)
        {
            return a.Cut || tables is null ? SpellingCost.Of(a.Numbers, b.LatinNumbers, costsA, limit, a.Cut) : tables.Of(a.Numbers, b.LatinNumbers, costsA, limit);
        }

        if (costsB != LetterCosts.Latin && costsA == LetterCosts.Latin)
        {
            return SpellingCost.Of(b.Numbers, a.LatinNumbers, costsB, limit, b.Cut);
        }

        if (tables is not null && !a.Cut && !b.Cut)
        {
            return tables.Of(a.LatinNumbers, b.LatinNumbers, LetterCosts.Latin, limit);
        }

        return b.Cut && !a.Cut
            ? SpellingCost.Of(b.LatinNumbers, a.LatinNumbers, LetterCosts.Latin, limit, prefix: true)
            : SpellingCost.Of(a.LatinNumbers, b.LatinNumbers, LetterCosts.Latin, limit, a.Cut);
    }

    private static bool SharesSkeleton(NamePart a, NamePart b) =>
        SharesKey(a, b)
        || (a.Bare is { } bareA && SharesKey(bareA, b))
        || (b.Bare is { } bareB && (SharesKey(a, bareB) || (a.Bare is { } bare && SharesKey(bare, bareB))));

    private static bool SharesKey(NamePart a, NamePart b) =>
        Share(a.SkeletonKeys, b.SkeletonKeys) || Share(a.ForgivingKeys, b.SkeletonKeys) || Share(a.SkeletonKeys, b.ForgivingKeys)
        || (!(a.IsLatin && b.IsLatin) && Share(a.ForgivingKeys, b.ForgivingKeys));

    private static bool Share(ulong[] a, ulong[] b)
    {
        foreach (var key in a)
        {
            if (Array.IndexOf(b, key) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool SameConsonants(string consonants, string sound)
    {
        var at = 0;
        foreach (var c in sound)
        {
            if (c != '.' && (at == consonants.Length || consonants[at++] != c))
            {
                return false;
            }
        }

        return at == consonants.Length;
    }

    private static bool SharesPrefix(NamePart cut, NamePart whole) =>
        cut.Comparable.Length >= 1 && whole.Comparable.Length > cut.Comparable.Length
        && whole.Comparable.StartsWith(cut.Comparable, StringComparison.Ordinal);
}
