namespace Entente.Node.Partnership.Records;

/// <summary>
/// Steps that wait for something: a unit is neither trained nor given equipment before its human-rights vetting is recorded, cleared, of the right scope and in force on that day; and an exercise does not begin before the lessons of
/// the one before it were done. They hold however a record comes, and nobody can set them aside. (Vetting of units before assistance: 22 U.S.C. 2378d and 10 U.S.C. 362, the "Leahy laws".)
/// </summary>
internal static class StepLocks
{
    /// <summary>Which stages of an equipment case give a unit something.</summary>
    private static readonly string[] GivingStages = ["delivery", "training", "end-use", "closed"];

    /// <summary>The steps of a draft that are not to be taken.</summary>
    public static IEnumerable<RecordFault> Faults(RecordDraft draft, RecordSet all) => draft.Kind.Name switch
    {
        "case" => OfCase(draft.Content, all),
        "exercise" => OfExercise(draft.Content, all),
        _ => [],
    };

    /// <summary>What the steps that come would be refused for today: so that somebody hears of it before the day.</summary>
    public static IEnumerable<RecordFault> Ahead(ProgrammeRecord record, RecordSet all)
    {
        var unit = record.Content["unit"];
        if (record.Kind == RecordKinds.Case)
        {
            // Only what is not over yet waits.
            var open = record.Content.RowsOf("deliveries").Where(d => d.GetValueOrDefault("done", "").Length == 0).Select(d => ("equipment", d.GetValueOrDefault("due", "")))
                .Concat(record.Content.RowsOf("milestones").Where(m => m.GetValueOrDefault("done", "").Length == 0 && m.GetValueOrDefault("stage", "") is "delivery" or "training")
                    .Select(m => (m["stage"] == "training" ? "training" : "equipment", m.GetValueOrDefault("due", ""))));
            return open.Any(o => PartialDate.Find(o.Item2) is { } day && VettingOf(unit, o.Item1, day.First, day.Last, all) is null) ? [new("unit", "not-vetted")] : [];
        }

        return record.Kind == RecordKinds.Exercise
            ? OfExercise(record.Content with { Fields = new SortedDictionary<string, string>(record.Content.Fields, StringComparer.Ordinal) { ["status"] = "running" } }, all) : [];
    }

    /// <summary>The record of this service that lets a unit have something on a day; null where there is none. What a partner has recorded opens no step here.</summary>
    /// <param name="unit">The unit, as the vetting names it.</param>
    /// <param name="scope">training or equipment.</param>
    /// <param name="first">The first day on which the step may have been taken.</param>
    /// <param name="last">The last day.</param>
    /// <param name="all">All records.</param>
    public static ProgrammeRecord? VettingOf(string unit, string scope, DateOnly first, DateOnly last, RecordSet all) =>
        all.Index<VettingIndex>(RecordKinds.Vetting).Of(unit).FirstOrDefault(v =>
            v.IsOwn && v.Content["outcome"] == "cleared" && (v.Content["scope"] == scope || v.Content["scope"] == "both")
            && PartialDate.Find(v.Content["vetted"]) is { } vetted && vetted.Last <= first && PartialDate.Find(v.Content["expires"]) is { } expires && expires.First >= last);

    private static IEnumerable<RecordFault> OfCase(RecordContent content, RecordSet all)
    {
        var unit = content["unit"];
        var steps = content.RowsOf("milestones").Where(m => GivingStages.Contains(m.GetValueOrDefault("stage", ""))).Select(m => ("milestones", Stage: m["stage"], Done: m.GetValueOrDefault("done", "")))
            .Concat(content.RowsOf("deliveries").Select(d => ("deliveries", Stage: "delivery", Done: d.GetValueOrDefault("done", "")))).Where(s => s.Done.Length > 0).ToList();
        foreach (var (field, stage, done) in steps)
        {
            if (PartialDate.Find(done) is { } day && VettingOf(unit, stage == "training" ? "training" : "equipment", day.First, day.Last, all) is null)
            {
                yield return new($"{field}.done", "not-vetted");
            }
        }

        // A stage that gives something needs a dated step for it, or what was vetted on which day could not be told.
        if (GivingStages.Contains(content["stage"]) && steps.Count == 0)
        {
            yield return new("stage", "not-vetted");
        }
    }

    private static IEnumerable<RecordFault> OfExercise(RecordContent content, RecordSet all)
    {
        if (content["status"] is not ("running" or "done"))
        {
            yield break;
        }

        if (content["form"] is "training" or "course"
            && (PartialDate.Find(content["starts"]) is not { } starts || VettingOf(content["unit"], "training", starts.First, PartialDate.Find(content["ends"])?.Last ?? starts.Last, all) is null))
        {
            yield return new("status", "not-vetted");
        }

        if (all.Find(content["earlier"]) is { } earlier && earlier.Content.RowsOf("lessons").Any(l => l.GetValueOrDefault("done", "").Length == 0))
        {
            yield return new("status", "lessons-open");
        }
    }
}
