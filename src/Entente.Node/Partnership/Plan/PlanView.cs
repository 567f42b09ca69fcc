using System.Globalization;
using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Plan;

/// <summary>How a milestone stands.</summary>
internal enum MilestoneState
{
    /// <summary>It was reached.</summary>
    Done,

    /// <summary>Its figure has reached its goal.</summary>
    Reached,

    /// <summary>It is still ahead.</summary>
    Ahead,

    /// <summary>Its day is over.</summary>
    Late,
}

/// <summary>A milestone of a plan, with what the node counts for it.</summary>
/// <param name="Record">The milestone.</param>
/// <param name="Due">Until when.</param>
/// <param name="State">How it stands: computed, where a figure is counted for it.</param>
/// <param name="Figure">The figure in per cent; null where none is counted, or nothing has happened that could be counted.</param>
internal sealed record MilestoneView(ProgrammeRecord Record, PartialDate Due, MilestoneState State, int? Figure);

/// <summary>A plan over years, as it stands today.</summary>
/// <param name="Roadmap">The plan.</param>
/// <param name="Starts">Its first day.</param>
/// <param name="Ends">Its last day.</param>
/// <param name="Milestones">Its milestones by date.</param>
/// <param name="Cost">What its milestones cost, by currency.</param>
internal sealed record PlanView(ProgrammeRecord Roadmap, DateOnly Starts, DateOnly Ends, IReadOnlyList<MilestoneView> Milestones, IReadOnlyList<Money> Cost)
{
    /// <summary>How many were reached.</summary>
    public int Reached => Milestones.Count(m => m.State is MilestoneState.Done or MilestoneState.Reached);

    /// <summary>Reads a plan.</summary>
    public static PlanView Of(ProgrammeRecord roadmap, RecordSet all, ProgrammeMeasures measures, DateOnly today)
    {
        var figures = new Dictionary<string, int?>(StringComparer.Ordinal);
        var milestones = all.Index<ReferenceIndex>(RecordKinds.Milestone).To(roadmap.Id).Select(m => Of(m, measures, figures, today)).OfType<MilestoneView>().OrderBy(m => m.Due.Last).ToList();
        var cost = milestones.Select(m => Money.Find(m.Record.Content["cost"])).OfType<Money>().GroupBy(m => m.Currency, StringComparer.Ordinal).Select(g => new Money(g.Sum(m => m.Amount), g.Key)).OrderBy(m => m.Currency, StringComparer.Ordinal).ToList();
        return new(roadmap, PartialDate.Find(roadmap.Content["starts"])?.First ?? today, PartialDate.Find(roadmap.Content["ends"])?.Last ?? today, milestones, cost);
    }

    private static MilestoneView? Of(ProgrammeRecord milestone, ProgrammeMeasures measures, Dictionary<string, int?> figures, DateOnly today)
    {
        if (PartialDate.Find(milestone.Content["due"]) is not { } due)
        {
            return null;
        }

        int? figure = null;
        if (milestone.Content["measure"] is { Length: > 0 } measure && !figures.TryGetValue(measure, out figure))
        {
            figures[measure] = figure = measures.Figure(measure);
        }

        var reached = figure is { } share && int.TryParse(milestone.Content["goal"], NumberStyles.None, CultureInfo.InvariantCulture, out var goal) && share >= goal;
        return new(milestone, due, milestone.Content["done"].Length > 0 ? MilestoneState.Done : reached ? MilestoneState.Reached : due.Last < today ? MilestoneState.Late : MilestoneState.Ahead, figure);
    }
}
