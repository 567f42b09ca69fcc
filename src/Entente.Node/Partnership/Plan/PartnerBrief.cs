using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Plan;

/// <summary>All that there is with one partner, and what is open: what somebody reads before the next visit.</summary>
/// <param name="Body">The partner.</param>
/// <param name="Open">What is to be done, the latest first due, by record.</param>
/// <param name="Coming">What comes.</param>
/// <param name="Engagements">Engagements, the newest first.</param>
/// <param name="Others">The other records with it, by kind.</param>
/// <param name="Today">Today.</param>
/// <param name="All">All records.</param>
internal sealed record PartnerBrief(
    ProgrammeRecord Body, IReadOnlyList<DueItem> Open, IReadOnlyList<DueItem> Coming, IReadOnlyList<ProgrammeRecord> Engagements, IReadOnlyList<IGrouping<RecordKind, ProgrammeRecord>> Others, DateOnly Today, RecordSet All)
{
    /// <summary>Whether it is the print of two pages.</summary>
    public bool IsPrint { get; init; }

    /// <summary>Reads what there is with a partner.</summary>
    public static PartnerBrief Of(ProgrammeRecord body, RecordSet all, DateOnly today)
    {
        var names = NamesOf(body, all);
        var with = RecordKinds.All.SelectMany(kind => With(kind, names, all)).Where(r => r.Id != body.Id).ToList();
        var items = DueItem.OpenOf(with);
        return new(
            body, [.. items.Where(i => i.IsTask)], [.. items.Where(i => !i.IsTask && i.When.Last >= today)], [.. with.Where(r => r.Kind == RecordKinds.Engagement).OrderByDescending(r => r.On?.Last)],
            [.. with.Where(r => r.Kind != RecordKinds.Engagement).OrderBy(r => r.Title, StringComparer.Ordinal).GroupBy(r => r.Kind).OrderBy(g => RecordKinds.All.ToList().IndexOf(g.Key))], today, all);
    }

    /// <summary>The names by which records name a partner: its own, its State's code, and those of what is part of it.</summary>
    private static HashSet<string> NamesOf(ProgrammeRecord body, RecordSet all)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { body.Title };
        if (body.Content["form"] == "state" && body.Content["state"].Length > 0)
        {
            names.Add(body.Content["state"]);
        }

        var ids = new HashSet<string>(StringComparer.Ordinal) { body.Id };
        for (var before = 0; before != ids.Count;)
        {
            before = ids.Count;
            foreach (var part in all.Of(RecordKinds.Body).Where(b => ids.Contains(b.Content["parent"])))
            {
                ids.Add(part.Id);
                names.Add(part.Title);
            }
        }

        return names;
    }

    // A milestone is with whoever its plan is with.
    private static IEnumerable<ProgrammeRecord> With(RecordKind kind, HashSet<string> names, RecordSet all) => kind == RecordKinds.Milestone
        ? With(RecordKinds.Roadmap, names, all).SelectMany(plan => all.Index<ReferenceIndex>(kind).To(plan.Id))
        : names.SelectMany(all.Index<PartyIndex>(kind).Naming).DistinctBy(r => r.Id);
}
