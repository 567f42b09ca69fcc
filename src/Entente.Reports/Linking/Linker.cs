using Entente.Reports.Frames;
using Entente.Reports.Proposals;

namespace Entente.Reports.Linking;

/// <summary>A draft and the report it is from.</summary>
internal sealed record LinkedDraft(string Report, Draft Draft);

/// <summary>
/// Links proposals that several reports make of one matter, proposals of one series, and proposals to records that exist; where two of one
/// matter say different things, both are told so, field by field. Drafts are compared only where they share a key, so that the work grows with them.
/// </summary>
internal static class Linker
{
    /// <summary>Days between which two reports of a visit by the same people are of one visit.</summary>
    private const int SameDays = 10;

    /// <summary>Drafts under one key beyond this number are no longer compared.</summary>
    private const int MostAlike = 200;

    private static readonly string[] Compared = ["date", "value", "place", "supplier", "recipient", "period", "rank", "granted_by"];

    /// <summary>The links of each draft, in the same order.</summary>
    public static List<List<ProposalLink>> Link(IReadOnlyList<LinkedDraft> drafts, IReadOnlyList<KnownRecord> records)
    {
        var links = drafts.Select(_ => new List<ProposalLink>()).ToList();
        var places = drafts.Select((d, index) => (d.Draft, index)).ToDictionary(d => d.Draft, d => d.index);
        for (var i = 0; i < drafts.Count; i++)
        {
            if (drafts[i].Draft.EarlierThan is { } later && places.TryGetValue(later, out var at))
            {
                links[at].Add(new(i, null, "earlier-in-series", null));
            }
        }

        LinkSeries(drafts, links);
        foreach (var group in drafts.Select((d, index) => (d, index)).SelectMany(d => Keys(d.d.Draft).Select(key => (key, d.index))).GroupBy(k => k.key, k => k.index))
        {
            var some = group.Take(MostAlike).ToList();
            for (var i = 0; i < some.Count; i++)
            {
                for (var j = i + 1; j < some.Count; j++)
                {
                    LinkPair(drafts, links, some[i], some[j]);
                }
            }
        }

        for (var i = 0; i < drafts.Count; i++)
        {
            links[i].AddRange(records.Where(r => IsRecord(drafts[i].Draft, r)).Select(r => new ProposalLink(null, r.Id, Relation(drafts[i].Draft.Kind), null)));
        }

        return links;
    }

    /// <summary>In one report: an engagement that says which of a series it is, and another between the same States with an earlier date or a lower place.</summary>
    private static void LinkSeries(IReadOnlyList<LinkedDraft> drafts, List<List<ProposalLink>> links)
    {
        for (var i = 0; i < drafts.Count; i++)
        {
            for (var j = Math.Max(0, i - 6); j < Math.Min(drafts.Count, i + 7); j++)
            {
                var (one, other) = (drafts[i], drafts[j]);
                var isPair = i != j && one.Report == other.Report && one.Draft.Kind == ProposalKind.Engagement && other.Draft.Kind == ProposalKind.Engagement && one.Draft.Has("series") && other.Draft.EarlierThan is null;
                if (isPair && other.Draft.Has("date") && other.Draft.Has("series") && IsLower(other.Draft, one.Draft))
                {
                    links[i].Add(new(j, null, "earlier-in-series", null));
                }
            }
        }
    }

    private static bool IsLower(Draft other, Draft one) => Series.Number(other) is { } lower && Series.Number(one) is { } higher && lower < higher;

    private static IEnumerable<string> Keys(Draft draft)
    {
        var kind = draft.Kind.ToString();
        return (draft.Kind switch
        {
            ProposalKind.Engagement => draft.Fields.Where(f => f.Name is "actors" or "hosts" && f.Value.Words is not null).Select(f => Lexicons.Folding.Of(f.Value.Words!.Split(' ')[^1])),
            ProposalKind.Agreement => Pairs([.. draft.Named("parties").Select(f => f.Value.Words ?? "").Order(StringComparer.Ordinal)]),
            ProposalKind.Exercise => draft.Named("name").Select(f => string.Join(' ', Lexicons.Folding.Of(f.Value.Words ?? "").Split(' ').Where(w => !w.All(char.IsAsciiDigit)))),
            ProposalKind.Equipment => draft.Named("designation").Select(f => Lexicons.Folding.Of(f.Value.Words ?? "")),
            ProposalKind.Designation => draft.Named("granted_to").Select(f => f.Value.Words ?? ""),
            ProposalKind.Spending => draft.Named("country").SelectMany(c => draft.Named("measure").Select(m => c.Value + "/" + m.Value)),
            _ => [],
        }).Distinct().Select(key => kind + ":" + key);
    }

    private static IEnumerable<string> Pairs(List<string> parties) => parties.SelectMany((a, i) => parties.Skip(i + 1).Select(b => a + "/" + b));

    private static void LinkPair(IReadOnlyList<LinkedDraft> drafts, List<List<ProposalLink>> links, int first, int second)
    {
        var (a, b) = (drafts[first], drafts[second]);
        if (a.Report == b.Report || links[first].Exists(l => l.To == second) || !AreSame(a.Draft, b.Draft))
        {
            return;
        }

        var relation = Relation(a.Draft.Kind);
        links[first].Add(new(second, null, relation, null));
        links[second].Add(new(first, null, relation, null));
        foreach (var field in Compared.Where(field => Differ(a.Draft, b.Draft, field)))
        {
            links[first].Add(new(second, null, "contradicts", field));
            links[second].Add(new(first, null, "contradicts", field));
        }
    }

    private static bool AreSame(Draft a, Draft b) => a.Kind switch
    {
        ProposalKind.Engagement => AreNear(a, b) && SharedPeople(a, b) >= Math.Min(2, Math.Min(People(a).Count, People(b).Count)),
        ProposalKind.Agreement => Form(a) == Form(b) && AreNear(a, b) && SharePeriod(a, b),
        ProposalKind.Exercise => Names.AreAlike(a.Named("name").First().Value.Words ?? "", b.Named("name").First().Value.Words ?? "") && SameYear(a, b),
        ProposalKind.Equipment => SameValues(a, b, "recipient"),
        ProposalKind.Spending => SameValues(a, b, "period"),
        _ => SameValues(a, b, "name"),
    };

    private static string Relation(ProposalKind kind) => kind switch
    {
        ProposalKind.Agreement => "same-agreement",
        ProposalKind.Exercise => "same-exercise",
        ProposalKind.Equipment => "same-equipment",
        _ => "same-event",
    };

    private static List<string> People(Draft draft) => [.. draft.Fields.Where(f => f.Name is "actors" or "hosts").Select(f => f.Value.Words ?? "")];

    private static int SharedPeople(Draft a, Draft b) => People(a).Count(x => People(b).Exists(y => Names.ShareFamilyName(x, y)));

    private static string? Form(Draft draft) => draft.Named("form").FirstOrDefault()?.Value.Words;

    private static bool SameValues(Draft a, Draft b, string field) => !a.Has(field) || !b.Has(field) || a.Named(field).Any(x => b.Named(field).Any(y => Equals(x.Value, y.Value)));

    private static bool SharePeriod(Draft a, Draft b) => SameValues(a, b, "period");

    /// <summary>Dates that are open, less precise, or few days apart.</summary>
    private static bool AreNear(Draft a, Draft b)
    {
        if (Iso(a) is not { } x || Iso(b) is not { } y || x.StartsWith(y, StringComparison.Ordinal) || y.StartsWith(x, StringComparison.Ordinal))
        {
            return true;
        }

        return DateOnly.TryParseExact(x[..Math.Min(10, x.Length)], "yyyy-MM-dd", out var first) && DateOnly.TryParseExact(y[..Math.Min(10, y.Length)], "yyyy-MM-dd", out var second) && Math.Abs(first.DayNumber - second.DayNumber) <= SameDays;
    }

    private static bool SameYear(Draft a, Draft b) => Iso(a) is not { } x || Iso(b) is not { } y || x[..4] == y[..4];

    private static string? Iso(Draft draft) => draft.Named("date").FirstOrDefault()?.Value.Words;

    private static bool Differ(Draft a, Draft b, string field)
    {
        if (!a.Has(field) || !b.Has(field) || a.Named(field).Any(f => Equals(f.Value, FieldValue.Open)) || b.Named(field).Any(f => Equals(f.Value, FieldValue.Open)))
        {
            return false;
        }

        return !a.Named(field).Any(x => b.Named(field).Any(y => Equals(x.Value, y.Value) || (x.Value.Words is { } one && y.Value.Words is { } other && (one.StartsWith(other, StringComparison.OrdinalIgnoreCase) || other.StartsWith(one, StringComparison.OrdinalIgnoreCase)))));
    }

    /// <summary>A record of the same kind that shares a name, or two parties, and whose date agrees as far as both are known.</summary>
    private static bool IsRecord(Draft draft, KnownRecord record)
    {
        if (record.Kind != draft.Kind)
        {
            return false;
        }

        var words = draft.Fields.Where(f => f.Name is "actors" or "hosts" or "name" or "designation" && f.Value.Words is not null).Select(f => f.Value.Words ?? "").ToList();
        var hasName = words.Exists(w => record.Names.Any(n => draft.Kind is ProposalKind.Engagement ? Names.ShareFamilyName(w, n) : Names.AreAlike(w, n)));
        var parties = draft.States.Concat(draft.Fields.Where(f => f.Name is "parties" or "nations").Select(f => f.Value.Words ?? "")).Distinct().Count(record.Parties.Contains);
        var date = Iso(draft) ?? draft.Named("period").FirstOrDefault()?.Value.Words;
        var isDated = date is null || record.Date is null || date.StartsWith(record.Date, StringComparison.Ordinal) || record.Date.StartsWith(date, StringComparison.Ordinal);
        return isDated && (hasName || (parties >= 2 && draft.Kind is ProposalKind.Agreement or ProposalKind.Engagement && date is not null && record.Date is not null));
    }
}
