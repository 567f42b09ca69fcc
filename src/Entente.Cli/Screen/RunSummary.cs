using Entente.Cli.Inputs;
using Entente.Cli.Outputs;
using Entente.Screening;

namespace Entente.Cli.Screen;

/// <summary>What a run tells on standard error: findings, what is stale or missing, counts, and one line of figures at the end.</summary>
internal static class RunSummary
{
    public static void Write(RunFacts facts, string? inputError, TextWriter error)
    {
        foreach (var list in facts.Lists)
        {
            FindingsText.Write(error, list.Version.List, list.Format, list.Journal);
            if (ListAge.Remark(list.Version, facts.Time) is { } remark)
            {
                error.WriteLine($"  {Wording.Shown(remark)}");
            }
        }

        if (facts.Cleared is { } cleared)
        {
            FindingsText.Write(error, cleared.Name, "clearances", cleared.Contents.Journal);
            if (cleared.Unlisted > 0)
            {
                error.WriteLine($"  {cleared.Unlisted:N0} clearances are for listings that stand on none of these lists; look whether they are still needed.");
            }
        }

        FindingsText.Write(error, facts.TravellersName, facts.TravellersFormat, facts.TravellersJournal);
        WriteEnd(facts, inputError, error);
        var totals = facts.Totals;
        error.WriteLine(
            $"travellers by best verdict: {totals.With(Verdict.Strong):N0} strong, {totals.With(Verdict.Review):N0} review, "
            + $"{totals.With(Verdict.Weak):N0} weak, {totals.With(Verdict.None):N0} none"
            + (totals.Suppressed > 0 ? $"; {totals.Suppressed:N0} hits left out because the person has been cleared" : ""));
        if (totals.Cut > 0)
        {
            error.WriteLine($"{totals.Cut:N0} travellers were searched short of the full guarantee; the first because: {totals.FirstCut}");
        }

        error.WriteLine(Figures(facts));
    }

    /// <summary>The last line: how much, against how much, how fast.</summary>
    public static string Figures(RunFacts facts)
    {
        var totals = facts.Totals;
        var rate = facts.Screening > TimeSpan.Zero ? totals.Travellers / facts.Screening.TotalSeconds : 0;
        return $"screened {totals.Travellers:N0} travellers against {facts.Names:N0} names of {facts.Listings:N0} listings: "
            + $"loading {facts.Loading.TotalSeconds:0.00} s, screening {facts.Screening.TotalSeconds:0.00} s, {rate:N0} screenings/s, "
            + $"p50 {totals.Latencies.Quantile(0.5).TotalMilliseconds:0.000} ms, p99 {totals.Latencies.Quantile(0.99).TotalMilliseconds:0.000} ms";
    }

    private static void WriteEnd(RunFacts facts, string? inputError, TextWriter error)
    {
        if (facts.Listings == 0)
        {
            error.WriteLine("the lists hold no people, so nobody could be found; check that they are the lists you meant.");
        }

        if (facts.Totals.Travellers == 0 && facts.End == RunEnd.Complete)
        {
            error.WriteLine("the input holds no travellers; check that it is the file you meant.");
        }

        switch (facts.End)
        {
            case RunEnd.Interrupted:
                error.WriteLine($"interrupted after traveller {facts.Totals.Travellers:N0}; what was written is whole up to there.");
                break;
            case RunEnd.InputBroken:
                error.WriteLine($"the input broke off after traveller {facts.Totals.Travellers:N0}: {inputError}");
                break;
        }
    }
}
