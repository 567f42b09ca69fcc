using System.Globalization;
using Entente.Reports.Lexicons;
using Entente.Reports.Sentences;

namespace Entente.Reports.Mentions;

/// <summary>Finds dates: days, months, years, periods, days of the week, and words such as yesterday.</summary>
internal sealed class DateFinder(Sentence sentence)
{
    private static readonly HashSet<string> To = ["to", "-", "–", "au", "al", "a", "until", "through", "hasta", "jusqu'", "and", "et", "y", "الى", "/"];

    private static readonly HashSet<string> Between = ["between", "entre", "from", "de", "du", "des", "les", "بين", "من", "del", "dias", "le"];

    private static readonly HashSet<string> BeforeYear =
    [
        "in", "en", "since", "depuis", "desde", "of", "de", "du", "during", "year", "annee", "from", "by", "until", "late", "early", "for", "fin", "debut", "mid", "عام", "سنه", "في", "ano", "el", "(", ",", "through", "to", "before", "after",
        "avant", "apres", "d'ici", "pour", "fiscal", "l'annee", "l'an", "an", "around", "di", "منذ", "finales", "principios", "hasta", "para", "exercice", "horizon", "l'horizon", "del", "dating", "throughout", "ici",
    ];

    private readonly IReadOnlyList<Token> _tokens = sentence.Tokens;

    /// <summary>The dates of the sentence in their order; no two overlap.</summary>
    public List<Mention> Find()
    {
        var found = new List<Mention>();
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (At(i) is { } date)
            {
                found.Add(new(MentionKind.Date, i, date.End, "") { Date = date.Date with { IsToCome = date.Date.IsToCome || IsToCome(i) } });
                i = date.End - 1;
            }
        }

        return found;
    }

    private (ReportDate Date, int End)? At(int at) => Iso(at) ?? Years(at) ?? DayAndMonth(at) ?? MonthFirst(at) ?? Words(at) ?? WeekDay(at) ?? Ago(at) ?? Year(at);

    private (ReportDate Date, int End)? Iso(int at)
    {
        if (at + 4 < _tokens.Count && _tokens[at].Text.Length == 4 && Number(at) is { } year && _tokens[at + 1].Is("-") && Number(at + 2) is >= 1 and <= 12 && _tokens[at + 3].Is("-") && _tokens[at + 3].IsGlued
            && Number(at + 4) is >= 1 and <= 31)
        {
            return (new() { Year = year, Month = Number(at + 2), Day = Number(at + 4) }, at + 5);
        }

        // 14/06/2022, day first as in most of the world; a month above 12 shows the other order.
        if (at + 4 < _tokens.Count && Number(at) is { } a and <= 31 && _tokens[at + 1].Is("/") && Number(at + 2) is { } b and <= 31 && _tokens[at + 3].Is("/") && IsYear(at + 4))
        {
            var (day, month) = b > 12 ? (b, a) : (a, b);
            return day >= 1 && month is >= 1 and <= 12 ? (new() { Year = Number(at + 4), Month = month, Day = day }, at + 5) : null;
        }

        return null;
    }

    /// <summary>2020-2030, 2018-22, from 2020 to 2030.</summary>
    private (ReportDate Date, int End)? Years(int at)
    {
        if (!IsYear(at) || at + 2 >= _tokens.Count || Number(at + 2) is not { } last || !To.Contains(_tokens[at + 1].Folded))
        {
            return null;
        }

        var year = Number(at) ?? 0;
        var isShort = _tokens[at + 2].Text.Length == 2 && _tokens[at + 2].IsGlued;
        last = isShort ? (year / 100 * 100) + last : last;
        var opens = at > 0 && (Between.Contains(_tokens[at - 1].Folded) || _tokens[at - 1].IsArabic) && !_tokens[at + 1].Is("/");
        var isRange = (isShort || IsYear(at + 2)) && last >= year && (_tokens[at + 1].Is("-–/") || opens);
        return isRange ? (new() { Year = year, Until = new() { Year = last } }, at + 3) : null;
    }

    /// <summary>14 June 2022, 14th of June, 5 de octubre de 2022, les 11 et 12 mai, du 4 au 15 septembre; also from a day of one month to one of another.</summary>
    private (ReportDate Date, int End)? DayAndMonth(int at)
    {
        if (Day(at) is not { } first)
        {
            return null;
        }

        int? second = null;
        var next = at + 1;
        if (next + 1 < _tokens.Count && To.Contains(_tokens[next].Folded))
        {
            var dayAt = _tokens[next].Folded == "jusqu'" || _tokens[next + 1].Folded is "el" or "le" or "au" ? next + 2 : next + 1;
            if (dayAt < _tokens.Count && Day(dayAt) is { } last)
            {
                (second, next) = (last, dayAt + 1);
            }
        }

        if (MonthAt(SkipOf(next)) is not { } month)
        {
            return null;
        }

        var (year, end) = YearBehind(month.End);
        var date = new ReportDate { Year = year, Month = month.Number, Day = first };
        return second is { } until ? (date with { Until = new() { Year = year, Month = month.Number, Day = until } }, end) : Longer(date, end);
    }

    /// <summary>June 14, 2022; June 2022; in June; May 20 to June 16.</summary>
    private (ReportDate Date, int End)? MonthFirst(int at)
    {
        if (MonthAt(at) is not { } month || IsGivenName(at))
        {
            return null;
        }

        if (sentence.Language == Language.English && Day(month.End) is { } day && !IsFollowedByMonth(month.End))
        {
            var next = month.End + 1;
            if (next + 1 < _tokens.Count && (_tokens[next].Is("-–") || (_tokens[next].Folded is "to" or "through" or "until" or "and" && !IsFollowedByMonth(next + 1))) && Day(next + 1) is { } last && last > day)
            {
                var (rangeYear, rangeEnd) = YearBehind(next + 2);
                return (new() { Year = rangeYear, Month = month.Number, Day = day, Until = new() { Year = rangeYear, Month = month.Number, Day = last } }, rangeEnd);
            }

            var (dayYear, dayEnd) = YearBehind(next);
            return Longer(new() { Year = dayYear, Month = month.Number, Day = day }, dayEnd);
        }

        var (year, end) = YearBehind(month.End);
        var isClear = year is not null || _tokens[at].Text.Length > 4 || (_tokens[at].Text.Length == 4 && _tokens[at].Folded != "sept") || (at > 1 && _tokens[at - 1].Is("-") && _tokens[at - 2].Folded == "mi") || (at > 0 && BeforeYear.Contains(_tokens[at - 1].Folded)) || sentence.Language == Language.Arabic;
        var modifier = sentence.At("last", month.End) ?? sentence.At("next", month.End);
        return !isClear ? null
            : modifier is { } said && year is null ? (new() { Month = month.Number, IsToCome = said.Class == "next" }, said.End)
            : (new() { Year = year, Month = month.Number, IsToCome = at > 0 && sentence.Has("next", at - 1) }, end);
    }

    private (ReportDate Date, int End)? Words(int at) => sentence.At("relative", at) is { } mark ? (new() { Relative = mark.Value }, mark.End) : null;

    private (ReportDate Date, int End)? WeekDay(int at)
    {
        if (sentence.At("weekday", at) is not { } mark || (sentence.Language == Language.English && !_tokens[at].IsCapital))
        {
            return null;
        }

        // "Tuesday, 14 June 2022" is the date; the day of the week only repeats it.
        var next = mark.End < _tokens.Count && _tokens[mark.End].Is(",،(") ? mark.End + 1 : mark.End;
        if (next < _tokens.Count && (DayAndMonth(next) ?? MonthFirst(next)) is { Date.Day: not null } date)
        {
            return date;
        }

        var isNext = (at > 0 && sentence.Has("next", at - 1)) || (mark.End < _tokens.Count && sentence.Has("next", mark.End));
        var hasModifier = mark.End < _tokens.Count && (sentence.Has("last", mark.End) || sentence.Has("next", mark.End));
        return (new() { Weekday = int.Parse(mark.Value), IsToCome = isNext }, hasModifier ? mark.End + 1 : mark.End);
    }

    /// <summary>Three days ago; il y a trois jours; hace tres días.</summary>
    private (ReportDate Date, int End)? Ago(int at)
    {
        var opened = sentence.At("ago", at);
        var numberAt = sentence.Language == Language.English ? at : opened?.End ?? -1;
        if (numberAt < 0 || numberAt >= _tokens.Count || (Number(numberAt) ?? WordNumber(numberAt)) is not { } count || count > 1000)
        {
            return null;
        }

        if (sentence.At("unit", numberAt + 1) is not { } unit || (sentence.Language == Language.English && sentence.At("ago", unit.End) is null))
        {
            return null;
        }

        return (new() { Relative = $"{unit.Value}-{count}" }, sentence.Language == Language.English ? unit.End + 1 : unit.End);
    }

    private (ReportDate Date, int End)? Year(int at) =>
        IsYear(at) && at > 0 && BeforeYear.Contains(_tokens[at - 1].Folded) && (at + 1 >= _tokens.Count || !_tokens[at + 1].IsGlued || !_tokens[at + 1].Is("-/%")) ? (new() { Year = Number(at) }, at + 1) : null;

    private (ReportDate Date, int End) Longer(ReportDate date, int end)
    {
        if (end + 1 < _tokens.Count && To.Contains(_tokens[end].Folded) && _tokens[end].Folded is not ("and" or "et" or "y"))
        {
            var next = _tokens[end + 1].Folded is "le" or "el" or "au" ? end + 2 : end + 1;
            if (next < _tokens.Count && (DayAndMonth(next) ?? MonthFirst(next)) is { Date: { Day: not null, Until: null } } other)
            {
                return (date with { Year = date.Year ?? other.Date.Year, Until = other.Date with { IsToCome = date.IsToCome } }, other.End);
            }
        }

        return (date, end);
    }

    /// <summary>Julio Aranda is no July: months are small in French and Spanish.</summary>
    private bool IsGivenName(int at) => sentence.Language != Language.English && _tokens[at].IsCapital && at + 1 < _tokens.Count && _tokens[at + 1].IsCapital && _tokens[at + 1].IsWord;

    private bool IsFollowedByMonth(int dayAt) => MonthAt(SkipOf(dayAt + 1)) is not null;

    private (int? Year, int End) YearBehind(int at)
    {
        var next = SkipOf(at < _tokens.Count && _tokens[at].Is(",،.") ? at + 1 : at);
        return next < _tokens.Count && IsYear(next) ? (Number(next), next + 1) : (null, at);
    }

    private int SkipOf(int at) => at < _tokens.Count && _tokens[at].Folded is "of" or "de" or "del" or "d'" ? at + 1 : at;

    private (int Number, int End)? MonthAt(int at) => at < _tokens.Count && sentence.At("month", at) is { } mark ? (int.Parse(mark.Value), mark.End + 1 < _tokens.Count && _tokens[mark.End].Is(".") && _tokens[mark.End].IsGlued && mark.End - mark.First == 1 && _tokens[mark.First].Text.Length <= 5 ? mark.End + 1 : mark.End) : null;

    private int? Day(int at)
    {
        if (at >= _tokens.Count)
        {
            return null;
        }

        var text = _tokens[at].Folded;
        var length = text.TakeWhile(char.IsAsciiDigit).Count();
        return length is 1 or 2 && text[length..] is "" or "st" or "nd" or "rd" or "th" or "er" && int.Parse(text.AsSpan(0, length)) is >= 1 and <= 31 and var day ? day : null;
    }

    private int? Number(int at) => at < _tokens.Count && _tokens[at].Text.Length <= 4 && int.TryParse(_tokens[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private int? WordNumber(int at) => sentence.At("number", at) is { } mark ? int.Parse(mark.Value) : null;

    private bool IsYear(int at) => at < _tokens.Count && _tokens[at].Text.Length == 4 && Number(at) is >= 1900 and <= 2100;

    /// <summary>Whether the sentence speaks of what is to come before it names the date: by its words, or by the endings of French and Spanish.</summary>
    private bool IsToCome(int at) => sentence.HasBetween("future", 0, at) || Tense.IsToCome(sentence, at) || (at > 0 && _tokens[at - 1].Folded is "until" or "through" or "jusqu'au" or "hasta");
}
