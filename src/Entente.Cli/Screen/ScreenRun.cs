using Entente.Cli.Inputs;
using Entente.Cli.Outputs;
using Entente.Formats.Reading;
using Entente.Formats.Travellers;
using Entente.Formats.Watchlists;
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
        RefuseToOverwriteInputs(request);
        using var output = HitOutputs.Open(request.Kind, request.Out, surroundings);

        var (contents, watchlist) = ListLoading.Compile(request, policy, surroundings, cancellationToken);
        var clearances = Clearances.None;
        var screener = new Screener(watchlist, policy, clearances);
        var loading = time.GetElapsedTime(start);

        start = time.GetTimestamp();
        var minScore = request.MinScore ?? policy.AlertThreshold;
        var screening = new OrderedScreening(s => screener.Screen(s, request.Top, minScore), output, time, surroundings.Cores);
        var (travellers, end) = ScreenTravellers(request, screening, surroundings, cancellationToken);
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
            Clearances = clearances.Count,
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

    private static (TravellerInput Input, RunEnd End) ScreenTravellers(
        ScreenRequest request, OrderedScreening screening, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var bytes = InputFiles.Length(request.Travellers);
        return ProgressBar.During(surroundings, "screening", bytes, progress =>
        {
            var file = InputFiles.At(request.Travellers, surroundings, progress, cancellationToken);
            var input = TravellerFiles.Open(file, cancellationToken);
            return (input, screening.Run(input.Travellers, cancellationToken));
        });
    }

    private static int ExitCodeOf(RunFacts facts) => facts.End switch
    {
        RunEnd.Interrupted => ExitCode.Interrupted,
        RunEnd.InputBroken => ExitCode.BadInput,
        _ => facts.Refused > 0 ? ExitCode.DoneWithRefusals : ExitCode.Done,
    };

    private static void RefuseToOverwriteInputs(ScreenRequest request)
    {
        if (request.Out is null)
        {
            return;
        }

        var output = Path.GetFullPath(request.Out);
        var inputs = request.Lists.Append(request.Travellers).Append(request.Cleared ?? "");
        if (inputs.Any(i => i.Length > 0 && Path.GetFullPath(i) == output))
        {
            throw new OutputFailedException($"{request.Out} is one of the inputs and would be overwritten; give --out another path.");
        }
    }
}
