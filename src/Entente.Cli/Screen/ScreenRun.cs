using Entente.Cli.Inputs;
using Entente.Cli.Outputs;
using Entente.Formats.Clearances;
using Entente.Formats.Travellers;
using Entente.Screening;

namespace Entente.Cli.Screen;

/// <summary>Screens the travellers of one input against lists: opens the output, loads, screens, closes, sums up.</summary>
internal static class ScreenRun
{
    public static int Execute(ScreenRequest request, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var policy = ScreeningPolicy.Default;
        var time = surroundings.Time;
        var began = time.GetUtcNow();
        var start = time.GetTimestamp();
        CheckPaths(request, surroundings);
        using var output = HitOutputs.Open(request.Kind, request.Out, surroundings);

        var (contents, watchlist) = ListLoading.Compile(request.Lists, surroundings, cancellationToken);
        var cleared = ReadCleared(request.Cleared, watchlist, surroundings, cancellationToken);
        var screener = new Screener(watchlist, policy, cleared is null ? Clearances.None : new Clearances(cleared.Contents.Clearances));
        var loading = time.GetElapsedTime(start);

        start = time.GetTimestamp();
        var minScore = request.MinScore ?? policy.AlertThreshold;
        var screening = new OrderedScreening(s => screener.Screen(s, request.Top, minScore), output, time, surroundings.Cores);
        var (travellers, end) = ScreenTravellers(request.Travellers, screening, surroundings, cancellationToken);
        var facts = new RunFacts
        {
            Time = began,
            TravellersName = Path.GetFileName(request.Travellers),
            TravellersFormat = travellers.Format,
            TravellersJournal = travellers.Journal,
            Lists = contents.Files,
            Subjects = watchlist.Counts,
            Listings = watchlist.People.Count,
            Names = watchlist.NameCount,
            Cleared = cleared,
            Policy = policy,
            MinScore = minScore,
            Totals = screening.Totals,
            End = end,
            Loading = loading,
            Screening = time.GetElapsedTime(start),
        };
        output.End(facts);
        RunSummary.Write(facts, screening.InputError, surroundings.Error);
        return ExitCodeOf(facts);
    }

    private static ClearedFile? ReadCleared(string? path, Watchlist watchlist, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return null;
        }

        var file = InputFiles.At(path, surroundings, cancellationToken: cancellationToken);
        var contents = InputFiles.Named(path, () => ClearanceFile.Read(file, cancellationToken));
        var listed = watchlist.People.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        return new ClearedFile(Path.GetFileName(path), contents, contents.Clearances.Count(c => !listed.Contains(c.ListingId)));
    }

    private static (TravellerInput Input, RunEnd End) ScreenTravellers(
        string path, OrderedScreening screening, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var bytes = InputFiles.Length(path);
        return ProgressBar.During(surroundings, "screening", bytes, progress =>
        {
            var file = InputFiles.At(path, surroundings, progress, cancellationToken);
            var today = DateOnly.FromDateTime(surroundings.Time.GetUtcNow().UtcDateTime);
            var input = InputFiles.Named(path, () => TravellerFiles.Open(file, today, cancellationToken));
            return (input, screening.Run(input.Travellers, cancellationToken));
        });
    }

    private static int ExitCodeOf(RunFacts facts) => facts.End switch
    {
        RunEnd.Interrupted => ExitCode.Interrupted,
        RunEnd.InputBroken => ExitCode.BadInput,
        _ => facts.Refused > 0 || facts.Incomplete ? ExitCode.DoneWithRefusals : ExitCode.Done,
    };

    /// <summary>Says at once what would otherwise be found out after minutes of work.</summary>
    private static void CheckPaths(ScreenRequest request, Surroundings surroundings)
    {
        List<string> inputs = [request.Travellers, .. request.Lists];
        if (request.Cleared is not null)
        {
            inputs.Add(request.Cleared);
        }

        foreach (var path in inputs)
        {
            InputFiles.At(path, surroundings);
        }

        InputFiles.RefuseOverwriting(inputs, request.Out);
    }
}
